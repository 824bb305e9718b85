"""Tests of what others have written, read."""
