"""Tests of the dictionaries."""
