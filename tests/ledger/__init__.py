"""Tests of the ledger: what goes in comes out, nothing is lost, and damage is seen."""
