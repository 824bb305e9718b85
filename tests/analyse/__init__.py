"""Findings about series of events."""
