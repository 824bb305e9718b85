"""Windows of sentences that are too long."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from sayso.annotate.windows import windows


@given(
    st.lists(st.tuples(st.sampled_from(["a", ",", ";", ")"]), st.integers(1, 6)), min_size=1),
    st.integers(6, 30),
)
def test_windows_cover_and_fit(pairs: list[tuple[str, int]], longest: int) -> None:
    """Windows follow on one another, none is empty, and none is longer than it may be."""
    words, sizes = [word for word, _ in pairs], [size for _, size in pairs]
    place = 0
    for first, last in windows(words, sizes, longest):
        assert (first, last > first) == (place, True)
        assert sum(sizes[first:last]) <= longest
        place = last
    assert place == len(words)


def test_windows_end_at_marks() -> None:
    """A window ends after a semicolon rather than a comma, and after a comma rather than anywhere."""
    assert list(windows("a b c ; d , e f".split(), [1] * 8, 6)) == [(0, 4), (4, 8)]
    assert list(windows("a b c , d e f g".split(), [1] * 8, 6)) == [(0, 4), (4, 8)]
    assert list(windows("a b c d e f g h".split(), [1] * 8, 6)) == [(0, 6), (6, 8)]
