"""Tests of ledgers in PostgreSQL: what a file has not, or has otherwise."""
