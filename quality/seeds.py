"""Whole inputs of every kind, and what is known to hurt: what ``quality.fuzz`` makes broken inputs of."""

from __future__ import annotations

import gzip
import io
import json
import zipfile

WORDS = """Ministers meet on the lake

March 14, 2023

KAMPALA (News) - The two ministers met on an island, said a fisherman who had seen the boats.

\u201cWe do not know,\u201d he said.

Subscribe to our newsletter
"""
PAGE = f"""<!DOCTYPE html><html><head><meta charset='utf-8'><title>Talks</title>
<meta name='date' content='2023-03-14'></head><body><article><h1>Talks</h1>
<p>{WORDS}</p><p>{WORDS}</p></article></body></html>"""
RSS = f"""<?xml version='1.0' encoding='utf-8'?><!DOCTYPE rss [<!ENTITY a 'b'>]>
<rss xmlns:content='urn:x'><channel><item><title>Talks &amp; &nbsp;</title><link>https://a.example/b</link>
<guid>1</guid><pubDate>Tue, 14 Mar 2023 23:30:00 -0800</pubDate>
<content:encoded><![CDATA[<p>{WORDS}</p><br><br>x]]></content:encoded></item></channel></rss>"""
ATOM = f"""<feed xmlns='http://www.w3.org/2005/Atom'><entry><id>urn:1</id>
<title type='html'>A &amp;amp; B</title><link href='https://a.example/p'/><updated>2024-01-02T00:00:00Z</updated>
<content type='xhtml'><div><p>{WORDS}</p></div></content></entry>
<entry><id>urn:2</id><summary>x</summary></entry></feed>"""
ROW = {"text": WORDS, "title": "Talks", "date": "2023-03-14", "url": "https://a.example/", "id": 1}
JSONL = json.dumps(ROW) + "\n"
CSV = f'id;text;Date\n1;"{WORDS}";2023-03-14\n2;x;\n'
DATES = (
    """14 March 2023, 2023-03-14T10:00Z, Mar. 3, 2023, 03/04/2023, 2023, /2023/03/14/, Monday, 1 May 2023"""
)
HURTFUL = (
    *(b"\x00", b"\xff\xfe", b"\xef\xbb\xbf", b"\xed\xa0\x80", b"\r", b"\n\n", b"\xc2\x85", b"\xe2\x80\xa8"),
    *(
        b"\xcc\x81" * 99,
        b"<div>" * 300,
        b"<!--",
        b"]]>",
        b"<![CDATA[",
        b"&#0;",
        b"&#xd800;",
        b"&lol;",
        b"<?xml",
    ),
    *(
        b"<html",
        b"<p>",
        b"</p>",
        b'"',
        b"'",
        b";",
        b",",
        b"{",
        b"}",
        b"[" * 2000,
        b"\\ud800",
        b"1e999",
        b"-1",
    ),
    *(b"9" * 5000, b"null", b"NaN", b"PK\x03\x04", b"PK\x05\x06", b"\x1f\x8b", b"WARC/1.0\r\n", b"%PDF-"),
    *(b"Content-Length: -1\r\n", b"HTTP/1.1 200", b" " * 5000, b"a" * 5000, b"=1+1", b"2023-02-30"),
    *(b"\xd9\xa2\xd9\xa0\xd9\xa2\xd9\xa3", b"://[", b"http://a:b@c"),
)


def answer(header: str, body: bytes) -> bytes:
    """Return what a server answers."""
    return f"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n{header}\r\n\r\n".encode() + body


def warc() -> bytes:
    """Return a WARC file of two pages."""
    chunked = answer("Transfer-Encoding: chunked", f"ffff\r\n{PAGE}\r\n0\r\n\r\n".encode())
    records = b""
    for body in (chunked, answer("Content-Encoding: gzip", packed(PAGE.encode()))):
        records += (
            "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://a.example/2023/03/14/b\r\n"
            f"Content-Type: application/http\r\nContent-Length: {len(body)}\r\n\r\n"
        ).encode()
        records += body + b"\r\n\r\n"
    return records


def archive() -> bytes:
    """Return a ZIP archive of a page and a text."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as made:
        for name, text in (("a/2023-03-14.html", PAGE), ("a/2023-03-14_files/x.html", "x"), ("b.txt", WORDS)):
            made.writestr(zipfile.ZipInfo(name), text)
    return file.getvalue()


def packed(data: bytes) -> bytes:
    """Return *data* packed, the same each time."""
    return gzip.compress(data, mtime=0)
