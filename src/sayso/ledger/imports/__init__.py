"""What others have written, read: one module a format."""
