"""``sayso watch``, as a shell runs it."""

from __future__ import annotations

import json
from pathlib import Path
from xml.etree import ElementTree

import pytest

from sayso.show.atom import write_feed
from sayso.show.news import Item

from .support import codes, rows_of, sayso

ATOM = {"a": "http://www.w3.org/2005/Atom"}


@pytest.fixture
def followed(tmp_path: Path) -> Path:
    """Return a list that follows Kenya, and what is claimed of it."""
    path = tmp_path / "list.toml"
    assert sayso("watch", "add", path, "--actor", "KEN", "--name", "Kenya & co").code == 0
    assert sayso("watch", "add", path, "--claim", "will respond").code == 0
    return path


def entries(feed: Path) -> dict[str, ElementTree.Element]:
    """Return the entries of the file *feed* by id; see that it has what RFC 4287 asks for."""
    root = ElementTree.parse(feed).getroot()
    assert root.tag == "{http://www.w3.org/2005/Atom}feed"
    for path in ("a:id", "a:title", "a:updated", "a:author/a:name"):
        assert len(root.findall(path, ATOM)) == 1
    found = {one.findtext("a:id", "", ATOM): one for one in root.findall("a:entry", ATOM)}
    for one in found.values():
        for name in ("a:id", "a:title", "a:updated", "a:content"):
            assert len(one.findall(name, ATOM)) == 1
    return found


def test_a_look_tells_what_is_new_once(ledger: Path, followed: Path) -> None:
    """The first look lists all that fits with its evidence; the next has nothing, and says so."""
    first = sayso("watch", ledger, "--list", followed)
    assert first.code == 0
    assert "Kenya condemned the arrests." in first.out
    assert "followed as      Kenya & co" in first.out
    assert "\x1b" not in first.out
    assert "new mention" in first.err
    again = sayso("watch", ledger, "--list", followed)
    assert (again.code, again.out) == (1, "")
    assert "0 changes, 0 new mentions, 0 new claims" in again.err


def test_since_leaves_the_last_look_alone(ledger: Path, followed: Path) -> None:
    """Looking back changes nothing about what counts as seen."""
    back = sayso("watch", ledger, "--list", followed, "--since", "2000-01-01", "--json")
    assert back.code == 0
    kinds = {json.loads(line)["kind"] for line in back.out.splitlines()}
    assert kinds == {"event", "claim"}
    assert not followed.with_name("list.toml.seen").exists()
    assert sayso("watch", ledger, "--list", followed).code == 0
    assert sayso("watch", ledger, "--list", followed, "--since", "never").code == 2


def test_json_holds_the_evidence_and_no_place(ledger: Path, followed: Path) -> None:
    """Each object has its row, sentence, source and article, and no key that says where."""
    lines = sayso("watch", ledger, "--list", followed, "--json").out.splitlines()
    events = [one for one in map(json.loads, lines) if one["kind"] == "event"]
    assert events
    for one in events:
        assert one["trigger"] in one["evidence"]
        assert {"row", "status", "certainty", "said_by", "doc_id", "published", "coded"} <= set(one)
        assert not {"place", "country", "where", "location"} & set(one)


def test_the_feed_keeps_what_it_had(ledger: Path, followed: Path, tmp_path: Path) -> None:
    """A look with nothing new leaves the entries there; one that finds the same again doubles none."""
    feed = tmp_path / "news.xml"
    assert sayso("watch", ledger, "--list", followed, "--atom", feed).code == 0
    first = entries(feed)
    assert len(first) > 3
    before = feed.read_bytes()
    assert sayso("watch", ledger, "--list", followed, "--atom", feed).code == 1
    assert feed.read_bytes() == before
    assert sayso("watch", ledger, "--list", followed, "--atom", feed, "--since", "2000-01-01").code == 0
    assert feed.read_bytes() == before


def test_nothing_is_skipped_where_the_feed_cannot_be_written(
    ledger: Path, followed: Path, tmp_path: Path
) -> None:
    """S365: somebody else's file stands there. What would have gone in comes with the next look."""
    other = tmp_path / "page.xml"
    for text in ("<feed/>", "no markup", "<feed xmlns='http://www.w3.org/2005/Atom'><id>mine</id></feed>"):
        other.write_text(text)
        failed = sayso("watch", ledger, "--list", followed, "--atom", other)
        assert (failed.code, codes(failed.err)) == (3, ["S365"])
        assert other.read_text() == text
    assert entries_after(ledger, followed, tmp_path / "news.xml") > 3


def entries_after(ledger: Path, followed: Path, feed: Path) -> int:
    """Return how many entries the new *feed* has after a look."""
    assert sayso("watch", ledger, "--list", followed, "--atom", feed).code == 0
    return len(entries(feed))


def test_hostile_text_stays_text(tmp_path: Path) -> None:
    """Markup, controls and overrides of direction reach the feed spelled out, and it stays well-formed."""
    hostile = "<script>&amp; \x00\x1b[31m \u202eevil \ufffe ]]>"
    item = Item(
        "event:1", hostile, "2026-01-01T00:00:00+00:00", "https://a/?b=1&c=<", (("told", hostile),), {}
    )
    write_feed(tmp_path / "f.xml", [item], str(tmp_path / "list.toml"))
    (entry,) = entries(tmp_path / "f.xml").values()
    title = entry.findtext("a:title", "", ATOM)
    assert title == "<script>&amp; \\x00\\x1b[31m \\u202eevil \\ufffe ]]>"
    assert entry.find("a:link", ATOM).get("href") == "https://a/?b=1&c=<"  # type: ignore[union-attr]


def test_a_list_is_shown_and_edited(followed: Path) -> None:
    """A list shows names and fields; remove takes out by name; what is not there is told."""
    shown = sayso("watch", "list", followed)
    assert rows_of(shown.out) == [
        {"name": "Kenya & co", "follows": "actor KEN"},
        {"name": "will respond", "follows": "claim will respond"},
    ]
    assert sayso("watch", "remove", followed, "Kenya & co").code == 0
    assert len(sayso("watch", "list", followed, "--json").out.splitlines()) == 1
    missing = sayso("watch", "remove", followed, "Kenya & co")
    assert (missing.code, codes(missing.err)) == (1, ["S366"])
    assert sayso("watch", "remove", followed, "will respond").code == 0
    assert sayso("watch", "list", followed).code == 1


def test_a_stranger_is_not_followed(followed: Path) -> None:
    """A name that no dictionary of public actors has is refused, and the list stays as it was."""
    before = followed.read_bytes()
    refused = sayso("watch", "add", followed, "--actor", "John Smith of Ohio")
    assert (refused.code, codes(refused.err)) == (2, ["S361"])
    assert followed.read_bytes() == before


def test_a_public_name_of_ones_own_list_is_followed(followed: Path, tmp_path: Path) -> None:
    """A list of actors makes its names known here too."""
    own = tmp_path / "mine.yaml"
    assert sayso("actors", "add", own, "oduya", "KEN GOV", "Amina Oduya").code == 0
    assert sayso("watch", "add", followed, "--said-by", "Amina Oduya", "--actors", own).code == 0


def test_what_cannot_be_looked_at_is_told(ledger: Path, tmp_path: Path) -> None:
    """No list, a list that asks for a place, no ledger: each its problem, and no traceback."""
    assert codes(sayso("watch", ledger, "--list", tmp_path / "none").err) == ["S101"]
    bad = tmp_path / "bad.toml"
    bad.write_text('[[follow]]\nactor = "KEN"\nplace = "Nairobi"\n')
    refused = sayso("watch", ledger, "--list", bad)
    assert (refused.code, codes(refused.err)) == (2, ["S362"])
    assert codes(sayso("watch", tmp_path / "no.ledger", "--list", bad).err) == ["S304"]
    assert sayso("watch").code == 2
    assert "LEDGER --list FILE" in sayso("watch", "--help").out
