"""Tests of reading: bytes to sources to articles."""
