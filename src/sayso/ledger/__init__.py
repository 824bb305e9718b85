"""The ledger: an append-only SQLite file, queries, verification, and the JSON contract."""
