"""What can go wrong in the explorer (S70x, S71x, S74x)."""

from __future__ import annotations

from sayso.problems.kind import Kind

EXPLORER: dict[str, Kind] = {
    "S701": Kind(
        "This needs libraries that are not installed: {names}.", "Install them: pip install 'sayso[web]'."
    ),
    "S702": Kind(
        "The explorer cannot listen here: {reason}.",
        "Leave --port away for a free port, or give an address of this computer to --host.",
    ),
    "S703": Kind(
        "There is no password in this file: {reason}.",
        "Write one of at least 8 characters into its first line.",
    ),
    "S704": Kind(
        "The report cannot be written: {reason}.", "Give -o an empty folder, or one of an earlier report."
    ),
    "S705": Kind(
        "The address asks for what does not exist: {reason}.", "Go back to the ledger, and choose there."
    ),
    "S706": Kind(
        "Nothing was kept: the form is none of this server, or from before it was started again.",
        "Go back, load the page again, and decide again.",
    ),
    "S707": Kind("Nothing was kept: the ledger is open for reading only.", "Open it without --read-only."),
    "S708": Kind("Too many wrong passwords came from here.", "Wait a minute, then try again."),
    "S709": Kind("What was sent is larger than {limit} bytes.", "Send less; nothing was kept."),
    "S710": Kind("There is no such page.", "Go back to the ledger, and choose there."),
    "S740": Kind(
        "There is no plan or picture called {name}.", "Choose one on the page of plans and verdicts."
    ),
    "S741": Kind("The password has to be given first.", "Post it to /enter, and keep the cookie."),
    "S742": Kind(
        "Nothing was kept: what was sent is no decision: {reason}.", "Send what /api/openapi.json describes."
    ),
    "S743": Kind(
        "Nothing was kept: the request has not the token of this server.",
        "Send it as the header X-Sayso-Token; /api/token tells it.",
    ),
}
