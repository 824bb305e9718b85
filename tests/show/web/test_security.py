"""Text of articles cannot run, no other site can decide, nobody comes in who may not."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from lxml import html

from sayso import decisions
from sayso.show.web.guard import ALL_TRIES, LONGEST_BODY, TRIES, Access, hosts_for

from .support import Explorer, articles, explorer
from .test_pages import VIEWS

SECRET = "correct horse battery"
ALLOWED = {"/static/explorer.js"}
STEERING = re.compile("[\0\x1b\u202a-\u202e\u2066-\u2069]")


@pytest.fixture(scope="module")
def attacked(hostile: Path) -> Iterator[Explorer]:
    """Return an explorer of a ledger whose articles try to run."""
    with explorer(hostile) as found:
        yield found


@pytest.fixture
def locked(sample: Path) -> Iterator[Explorer]:
    """Return an explorer that has a password."""
    with explorer(sample, Access(password=SECRET)) as found:
        yield found


def faults(page: html.HtmlElement) -> list[str]:
    """Return what on *page* could run, or is styled or loaded from where it should not be."""
    found = [f"script {one}" for one in page.xpath("//script/@src") if one not in ALLOWED]
    found += ["script inside" for one in page.xpath("//script[not(@src)]")]
    found += [
        f"{one.tag} {name}" for one in page.iter() for name in one.attrib if name.lower().startswith("on")
    ]
    found += [one.tag for one in page.iter("img", "iframe", "object", "embed", "b", "base", "style")]
    found += [f"style {one}" for one in page.xpath("//@style")]
    addresses = page.xpath("//@href | //@src | //@action")
    return found + [one for one in addresses if not re.match(r"[/#]", one)]


@pytest.mark.parametrize("view", [*VIEWS, "article", "sentence"])
def test_text_of_articles_cannot_run(attacked: Explorer, view: str) -> None:
    """Tags, attributes, addresses and templates in a text, its name and problems are text on every page."""
    known = {"article": articles(attacked)[0], "sentence": "/review?reviewer=Anna"}
    response = attacked.client.get(known.get(view, view))
    assert response.status_code == 200
    assert faults(html.fromstring(response.text)) == []
    assert not STEERING.search(response.text)


def test_the_hostile_text_is_there(attacked: Explorer) -> None:
    """It is shown, every character of it: the test above looks at pages that hold it."""
    text = attacked.client.get(articles(attacked)[0]).text
    assert "&lt;script&gt;" in text
    assert "{{ 7 * 7 }}" in text
    assert "\\u202e" in text
    assert "S103" in attacked.client.get("/runs").text


def test_a_hostile_query_is_text(attacked: Explorer) -> None:
    """What is asked for is shown as text as well."""
    for address in (
        "/ledger?actor=%22%3E%3Cscript%3Ealert(1)%3C/script%3E",
        "/actor?who=%3Cb%3E%00",
        "/pair?a=%3Cb%3E&b=x",
    ):
        response = attacked.client.get(address)
        assert response.status_code == 200
        assert faults(html.fromstring(response.text)) == []


def test_a_file_for_spreadsheets_holds_no_formula(attacked: Explorer) -> None:
    """A cell that begins like a formula has an apostrophe before it."""
    assert not re.search(r'(^|,)"?[=@]', attacked.client.get("/ledger.csv").text, re.MULTILINE)


@pytest.mark.parametrize(
    "address", ["/ledger", "/static/explorer.css", "/nothing", "/ledger.csv", "/api/ledger"]
)
def test_every_answer_carries_its_headers(reader: Explorer, address: str) -> None:
    """A strict policy, no sniffing, no frames, nothing kept by the browser: also of files and problems."""
    headers = reader.client.get(address).headers
    policy = headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["x-frame-options"] == "DENY"
    assert headers["cache-control"] == "no-store"


@pytest.mark.parametrize(
    "host", ["evil.example", "127.0.0.1.evil.example", "", "localhost.evil.example:80", "10.0.0.7"]
)
def test_a_foreign_name_is_not_answered(reader: Explorer, host: str) -> None:
    """A page elsewhere whose name was bound to this address gets nothing (DNS rebinding)."""
    response = reader.client.get("/ledger", headers={"host": host})
    assert response.status_code == 400
    assert "Ledger" not in response.text


@pytest.mark.parametrize("host", ["localhost:8000", "127.0.0.1:1", "[::1]:9", "LOCALHOST"])
def test_our_own_names_are_answered(reader: Explorer, host: str) -> None:
    """Whatever port the address has."""
    assert reader.client.get("/ledger", headers={"host": host}).status_code == 200


@pytest.mark.parametrize(
    ("fields", "headers"),
    [
        ({}, {}),
        ({"token": "guessed"}, {}),
        ({"token": "ü"}, {}),
        ({"token": "TOKEN"}, {"origin": "http://evil.example"}),
        ({"token": "TOKEN"}, {"origin": "null"}),
        ({"token": "TOKEN"}, {"sec-fetch-site": "cross-site"}),
        ({"token": "TOKEN"}, {"sec-fetch-site": "same-site"}),
    ],
)
def test_another_site_cannot_decide(
    writer: Explorer, fields: dict[str, str], headers: dict[str, str]
) -> None:
    """A form without the server's token, or sent from elsewhere, is S706, and nothing is kept."""
    form = {name: value.replace("TOKEN", writer.guard.token) for name, value in fields.items()}
    response = writer.client.post(
        "/decide?reviewer=Anna&at=1.0", data={"verdict": "all", **form}, headers=headers
    )
    assert response.status_code == 403
    assert "S706" in response.text
    with writer.desk.open() as ledger:
        assert decisions(ledger) == []


def test_a_request_to_read_decides_nothing(writer: Explorer) -> None:
    """What changes the ledger is asked for by a form alone, never by an address."""
    response = writer.client.get(f"/decide?reviewer=Anna&at=1.0&verdict=all&token={writer.guard.token}")
    assert response.status_code == 405
    with writer.desk.open() as ledger:
        assert decisions(ledger) == []


def test_a_ledger_for_reading_only_is_not_decided_about(own: Path) -> None:
    """S707, and no form is offered."""
    with explorer(own, read_only=True) as found:
        page = found.page("/review?reviewer=Anna")
        assert not page.xpath("//button[@name='verdict']")
        form = {"token": found.guard.token, "verdict": "all"}
        response = found.client.post("/decide?reviewer=Anna&at=1.0", data=form)
        assert response.status_code == 403
        assert "S707" in response.text


def test_a_form_that_is_too_large_is_refused(writer: Explorer) -> None:
    """More than the limit is S709, however it is sent."""
    body = b"note=" + b"x" * LONGEST_BODY
    for content in (body, iter([body[:1000], body[1000:]])):
        response = writer.client.post("/decide?reviewer=Anna&at=1.0", content=content)
        assert response.status_code == 413
        assert "S709" in response.text


def test_a_form_that_is_none_is_refused(writer: Explorer) -> None:
    """Bytes that are no text, and a thousand fields, are S706."""
    for body in (b"\xff\xfe=\xff", b"&".join(b"a%d=1" % number for number in range(1001))):
        assert writer.client.post("/decide?reviewer=Anna&at=1.0", content=body).status_code == 403


@pytest.mark.parametrize(
    "path", ["../app.py", "..%2fapp.py", "%2e%2e/desk.py", "....//app.py", "/etc/passwd"]
)
def test_no_other_file_is_given(reader: Explorer, path: str) -> None:
    """A path that leads out of the folder of styles leads nowhere."""
    assert reader.client.get(f"/static/{path}").status_code == 404


@pytest.mark.parametrize("address", ["/ledger", "/review", "/ledger.csv", "/article/abc", "/decide"])
def test_without_the_password_there_is_only_the_door(locked: Explorer, address: str) -> None:
    """Every page leads to the door; programs are told."""
    response = locked.client.get(address, follow_redirects=False)
    assert (response.status_code, response.headers["location"]) == (303, "/enter")
    assert locked.client.get("/api/events").status_code == 401


def test_the_password_opens(locked: Explorer) -> None:
    """With it the browser gets a mark that scripts cannot read and other sites do not send."""
    assert locked.client.post("/enter", data={"password": "wrong"}).status_code == 403
    response = locked.client.post("/enter", data={"password": SECRET}, follow_redirects=False)
    cookie = response.headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=strict" in cookie
    assert SECRET not in cookie
    assert locked.client.get("/ledger").status_code == 200


def test_the_token_of_an_address_opens(locked: Explorer) -> None:
    """The address that sayso open tells with --host leads in at once."""
    assert locked.client.get(f"/enter?token={SECRET}").status_code == 200
    assert locked.client.get("/ledger", follow_redirects=False).status_code == 200


def test_a_made_up_mark_does_not_open(locked: Explorer) -> None:
    """Nor does the mark of another server."""
    locked.client.cookies.set("sayso", "0" * 64)
    assert locked.client.get("/ledger", follow_redirects=False).status_code == 303


def test_passwords_cannot_be_tried_for_long(locked: Explorer) -> None:
    """After a few wrong ones even the right one is refused for a while: S708."""
    for _ in range(TRIES):
        assert locked.client.post("/enter", data={"password": "wrong"}).status_code == 403
    response = locked.client.post("/enter", data={"password": SECRET})
    assert response.status_code == 429
    assert "S708" in response.text


def test_nor_from_many_addresses(locked: Explorer) -> None:
    """All addresses together have a limit as well."""
    for number in range(ALL_TRIES):
        locked.guard.note_wrong(f"10.0.0.{number}")
    assert locked.guard.barred("10.1.1.1")


def test_who_listens_on_every_address_answers_to_numbers_and_own_names_only() -> None:
    """With --host 0.0.0.0 any numeric address is answered, but no foreign name."""
    from sayso.show.web.guard import Guard

    guard = Guard(hosts_for("0.0.0.0", {"desk.example"}))
    assert guard.knows_host("192.168.1.7:8000")
    assert guard.knows_host("desk.example:8000")
    assert guard.knows_host("[fe80::1]:80")
    assert not guard.knows_host("evil.example")
    assert not Guard(hosts_for("192.168.1.7", set())).knows_host("192.168.1.8")
