"""Faults on purpose: programs killed, disks full, power cut, and whether the ledger lost anything."""
