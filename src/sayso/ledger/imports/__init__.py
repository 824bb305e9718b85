"""What comes into a ledger from files of others: one module a format, listed in ``formats.py``."""
