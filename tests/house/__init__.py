"""The house looks after itself: walls, style, and documents that cannot lie."""
