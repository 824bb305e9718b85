"""Bytes to sources to articles."""
