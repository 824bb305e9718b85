"""Tests of the measured quality."""
