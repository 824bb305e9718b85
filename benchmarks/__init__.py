"""Benchmarks: how fast sayso is, measured side by side, apart from the tests."""
