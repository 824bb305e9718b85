"""Tests of what is imported into lists of actors."""
