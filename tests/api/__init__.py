"""Tests of the verbs for Python."""
