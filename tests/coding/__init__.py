"""Tests of the coding room."""
