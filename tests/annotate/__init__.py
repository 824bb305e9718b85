"""Tests of the language core."""
