"""The tables of what was put to the test: plans, fixed before data are read, and the verdicts on them."""

from __future__ import annotations

PLANS = """
    plans (
        number INTEGER PRIMARY KEY AUTOINCREMENT,
        digest TEXT NOT NULL UNIQUE,
        prediction TEXT,
        claim TEXT NOT NULL,
        content TEXT NOT NULL,
        version TEXT NOT NULL,
        laid TEXT NOT NULL
    )"""

# A verdict follows from a plan, or a person enters it for a prediction, with a name and evidence.
VERDICTS = """
    verdicts (
        number INTEGER PRIMARY KEY AUTOINCREMENT,
        id TEXT NOT NULL UNIQUE,
        plan TEXT REFERENCES plans (digest),
        prediction TEXT,
        verdict TEXT NOT NULL CHECK (verdict IN (
            'supported', 'contradicted', 'no detectable change', 'cannot tell', 'not testable'
        )),
        content TEXT NOT NULL,
        by TEXT NOT NULL,
        evidence TEXT,
        made TEXT NOT NULL,
        CHECK (plan IS NOT NULL OR (prediction IS NOT NULL AND evidence IS NOT NULL))
    )"""
