"""Row ids that derive from content: the same article coded the same way gives the same ids."""

from __future__ import annotations

import hashlib

from sayso.record import Article


def row_id(article: Article, kind: str, *parts: object) -> str:
    """Return a 16-digit hexadecimal id for a row of *kind* ("event", "claim") told by *parts*."""
    return id_of(article.sha256, kind, *parts)


def id_of(sha256: str, kind: str, *parts: object) -> str:
    """Return the same of the article with the digest *sha256*."""
    content = "\x1f".join([sha256, kind, *(repr(part) for part in parts)])
    return hashlib.sha256(content.encode("utf-8", "surrogatepass")).hexdigest()[:16]
