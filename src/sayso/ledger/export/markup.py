"""Text as XML 1.0 can hold it."""

from __future__ import annotations

import re

# all but the Char production of https://www.w3.org/TR/xml/#charsets
FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def allowed(text: str) -> str:
    """Return *text* with U+FFFD in the place of each character that XML 1.0 cannot hold."""
    return FORBIDDEN.sub("\ufffd", text)
