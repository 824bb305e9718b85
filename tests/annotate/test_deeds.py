"""The outputs of the event heads as records."""

from __future__ import annotations

import numpy as np
import pytest

from sayso.annotate.deeds import deeds, factuality, roles
from sayso.record import Choice, Link

LABELS = {
    "event": ["ACCUSE", "ASSAULT", "O"],
    "status": ["future", "happened"],
    "certainty": ["certain", "possible"],
    "prediction": ["false", "true"],
    "role": ["GOV", "MIL", "O"],
    "upos": ["NOUN", "VERB"],
    "factuality": ["-3.0", "3.0", "O"],
}
OUTPUTS = {
    "event_all": np.array([[0, 0, 1], [0.1, 0.7, 0.2], [0.001, 0.004, 0.995]]),
    "factuality_all": np.array([[0, 0, 1], [0.2, 0.6, 0.2], [0.1, 0.0, 0.9]]),
    "upos": np.array([0, 1, 0]),
    "role_all": np.array([[0, 0, 1], [0.1, 0.3, 0.6], [0.001, 0.004, 0.995]]),
    **{name: np.array([0, 1, 0]) for name in ("status", "certainty")},
    "prediction": np.array([0, 0, 0]),
    **{name: np.array([0, 2, 0]) for name in ("actor", "recipient", "said")},
    **{
        f"{name}_p": np.array([0, 0.9, 0.5])
        for name in ("status", "certainty", "prediction", "actor", "recipient", "said")
    },
}


def test_a_likely_event_is_a_deed() -> None:
    """Types come the likeliest first; links count tokens without the root."""
    seen = deeds(OUTPUTS, LABELS)[0]
    assert seen is not None
    assert seen.types == (Choice("ASSAULT", 0.7), Choice("ACCUSE", 0.1))
    assert (seen.status, seen.certainty) == (("happened", 0.9), ("possible", 0.9))
    assert seen.prediction == pytest.approx(0.1)
    assert seen.actor == Link(1, 0.9)
    assert seen.probability("ASSAULT") == 0.7
    assert seen.probability("AID") == 0.0


def test_hardly_any_event_is_no_deed() -> None:
    """A word that surely names no event carries nothing."""
    assert deeds(OUTPUTS, LABELS)[1] is None


def test_a_role_is_told_of_what_may_be_a_party() -> None:
    """Its probability is that among the roles; a word that surely stands for nobody has none."""
    assert roles(OUTPUTS, LABELS) == [Choice("MIL", 0.75), None]


def test_factuality_is_the_mean_of_the_scores() -> None:
    """It is weighed by the probabilities of the scores; a word that is no predicate has none."""
    verb, noun = factuality(OUTPUTS, LABELS)
    assert verb == pytest.approx((0.2 * -3 + 0.6 * 3) / 0.8)
    assert noun is None
