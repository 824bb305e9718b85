"""The explorer: a ledger in the browser. Imported only where it is asked for, with the extra ``web``."""
