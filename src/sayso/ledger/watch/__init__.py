"""Watching a ledger: lists of what somebody follows, what is new of it or changed, and what was last seen.

What is followed are public actors and what is reported of them. No list can ask for a place, and nothing
that a look gives holds one.
"""
