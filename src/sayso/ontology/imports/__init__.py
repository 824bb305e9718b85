"""Actors from elsewhere: read, and made entries of a user's list."""
