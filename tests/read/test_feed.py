"""Feeds: each entry is an article, and none can do harm."""

from __future__ import annotations

import io
import time

import pytest

from sayso.read.article import read_article
from sayso.read.feed import is_feed
from sayso.read.sources import find_sources
from sayso.record import Article, Problem, Published, Source
from sayso.settings import Settings

RSS = """<?xml version="1.0" encoding="utf-8"?>
<!-- made by hand --> <?xml-stylesheet href="a.xsl"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>Lake News</title>
<item><title>Ministers &amp; mayors&nbsp;meet on &lt;b&gt;island&lt;/b&gt;</title>
<link>https://lake.example/2023/03/14/a</link><guid isPermaLink="false">tag:lake,1</guid>
<pubDate>Tue, 14 Mar 2023 23:30:00 -0800</pubDate><description>They met.</description>
<content:encoded><![CDATA[<p>The two ministers met on an island, said a fisherman who saw the boats.</p>
<script>alert(1)</script><p>They did not leave it<br>before the evening.</p>
<figure><figcaption>A boat</figcaption></figure>]]></content:encoded></item>
<item><title>Second</title><link>https://name:secret@lake.example/b</link>
<description>&lt;p&gt;The mayor accused the minister of lying about the talks.&lt;/p&gt;</description></item>
<item><guid>empty</guid></item></channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><entry><id>urn:1</id>
<title type="html">A &amp;amp; B</title>
<link rel="enclosure" href="https://a.example/b.mp3"/><link href="https://a.example/p"/>
<updated>2024-01-02T00:00:00Z</updated><published>2024-01-01T00:00:00Z</published><content type="xhtml">
<div xmlns="http://www.w3.org/1999/xhtml">
<p>Kenya accused Tanzania of <b>smuggling</b>.</p><p>Talks failed.</p>
</div></content></entry><entry><id>urn:2</id><title>T &lt; U</title>
<summary>Kenya accused Tanzania &lt;b&gt; of smuggling on the lake.</summary></entry></feed>"""
RDF = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
 xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="x"><title>c</title></channel>
<item rdf:about="https://c.example/1"><title>One</title><link>https://c.example/1</link>
<description>Police arrested eleven sailors on the lake.</description><dc:date>2020-02-03</dc:date>
</item></rdf:RDF>"""


def sources(data: str | bytes) -> list[Source | Problem]:
    """Return what is found in *data* on standard input."""
    encoded = data.encode() if isinstance(data, str) else data
    return list(find_sources(["-"], Settings(), io.BytesIO(encoded)))


def articles(data: str | bytes) -> list[tuple[Article, list[str]]]:
    """Return the articles in the feed *data*, each with the codes of what to mind."""
    found = [read_article(one, Settings()) for one in sources(data) if isinstance(one, Source)]
    return [(article, [one.code for one in minded]) for article, minded in found if article is not None]


def codes(data: str | bytes) -> list[str]:
    """Return the codes of the problems in *data*."""
    return [one.code for one in sources(data) if isinstance(one, Problem)]


def test_rss() -> None:
    """An item with its content gives text, title, day and link; scripts and captions are left out."""
    (first, minded), (second, summary) = articles(RSS)
    assert first.text == (
        "Ministers & mayors meet on island\n\n"
        "The two ministers met on an island, said a fisherman who saw the boats.\n\n"
        "They did not leave it before the evening."
    )
    assert (first.title, first.published) == (
        "Ministers & mayors meet on island",
        Published("2023-03-14", "day"),
    )
    assert (first.doc_id, first.address) == ("https://lake.example/2023/03/14/a", "-#tag:lake,1")
    assert [block.kind for block in first.blocks] == ["title", "paragraph", "paragraph"]
    assert minded == []
    assert (second.text.splitlines()[-1], summary) == (
        "The mayor accused the minister of lying about the talks.",
        ["S116"],
    )


def test_a_name_and_password_in_a_link_are_not_kept() -> None:
    """A link's user and password stand nowhere in what is kept."""
    assert "secret" not in repr(sources(RSS))


def test_an_entry_without_words() -> None:
    """S119: an entry without title and text is a problem with its name, and the others are read."""
    [found] = [one for one in sources(RSS) if isinstance(one, Problem)]
    assert (found.code, found.where) == ("S119", "-#empty")


def test_atom() -> None:
    """XHTML, HTML and plain text are read as what they are; the day is that of publication."""
    (first, _), (second, minded) = articles(ATOM)
    assert first.text == "A & B\n\nKenya accused Tanzania of smuggling.\n\nTalks failed."
    assert (first.doc_id, first.published.date) == ("https://a.example/p", "2024-01-01")
    assert (second.title, second.doc_id) == ("T < U", "urn:2")
    assert "Tanzania <b> of smuggling" in second.text
    assert minded == ["S116"]


def test_rdf() -> None:
    """RSS 1.0 is read, its day in Dublin Core."""
    [(article, _)] = articles(RDF)
    assert (article.title, article.published.date) == ("One", "2020-02-03")


def test_a_long_description_is_the_text() -> None:
    """A description as long as an article is one, without a notice."""
    text = "The mayor accused the minister of lying about the talks. " * 30
    feed = f"<rss><channel><item><title>Long</title><description>{text}</description></item></channel></rss>"
    [(_, minded)] = articles(feed)
    assert minded == []


@pytest.mark.parametrize("encoding", ["utf-16", "iso-8859-1"])
def test_encodings(encoding: str) -> None:
    """A feed is read in the encoding that it declares."""
    item = "<rss><channel><item><title>Café ruled</title></item></channel></rss>"
    feed = f'<?xml version="1.0" encoding="{encoding}"?>{item}'
    [(article, _)] = articles(feed.encode(encoding))
    assert article.title == "Café ruled"


def test_a_feed_is_known_by_its_first_element() -> None:
    """What only speaks of feeds is none."""
    assert is_feed(b"\xef\xbb\xbf <!DOCTYPE rss [<!ENTITY a 'b'>]><!-- <html> --><rss version='2.0'/>")
    assert is_feed(b"<atom:feed xmlns:atom='http://www.w3.org/2005/Atom'/>")
    assert not is_feed(b"<html><body><rss></rss></body></html>")
    assert not is_feed(b"<rssolution>")
    assert not is_feed(b"Feeds begin with <rss>.")
    assert not is_feed(b"<!-- " * 9000)


def test_damage() -> None:
    """S115: a feed that breaks off is read up to there, and said to be damaged."""
    assert codes(RSS[: RSS.index("<item><guid>")]) == ["S115"]
    assert len(articles(RSS[: RSS.index("<item><guid>")])) == 2


def test_an_empty_feed() -> None:
    """S118: a feed without entries is a problem."""
    assert codes("<rss><channel/></rss>") == ["S118"]


def test_entities_are_not_put_in() -> None:
    """S115: entities that grow without end end the reading at once; harmless ones are never put in."""
    bomb = "".join(f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(9))
    item = '<item><title>x &j;</title><link href="&j;"/></item>'
    feed = f'<!DOCTYPE rss [<!ENTITY a "{"ha " * 10}">{bomb}]><rss>{item}</rss>'
    began = time.monotonic()
    assert "ha ha" not in repr(sources(feed))
    assert time.monotonic() - began < 1


@pytest.mark.parametrize("address", ["file:///etc/passwd", "http://127.0.0.1:9/x"])
def test_nothing_outside_is_loaded(address: str) -> None:
    """Files and addresses that XML names are not loaded."""
    feed = (
        f'<!DOCTYPE rss SYSTEM "{address}" [<!ENTITY e SYSTEM "{address}">]>'
        "<rss><channel><item><title>News &e;</title></item></channel></rss>"
    )
    assert "root:" not in repr(sources(feed))


def test_nesting() -> None:
    """Elements in elements without end stop nothing: in the XML it is damage, in a text it is flattened."""
    assert codes("<rss>" + "<a>" * 100_000) == ["S115"]
    deep = "&lt;div&gt;" * 50_000 + "The mayor accused the minister."
    [(article, _)] = articles(f"<rss><item><title>Deep</title><description>{deep}</description></item></rss>")
    assert "The mayor accused the minister." in article.text


def test_characters_that_do_not_exist() -> None:
    """S119: halves of characters in the names of an entry's XML are a problem, like the damage."""
    assert codes("<feed xmlns='&#xd800;x'><entry><title>a</title></entry></feed>") == ["S119", "S115"]
