"""Tables of other coders' events: one module a format, listed in ``formats.py``."""
