"""sayso: a ledger of who did what to whom, and on whose say-so."""
