"""A ledger in PostgreSQL: the same tables and functions, for a team on one server."""
