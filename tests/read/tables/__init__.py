"""Tables of other coders' events."""
