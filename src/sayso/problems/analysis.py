"""What can go wrong in analysis (S6xx, S75x)."""

from __future__ import annotations

from sayso.problems.kind import Kind

ANALYSIS: dict[str, Kind] = {
    "S601": Kind(
        "Nothing can be counted: {reason}.",
        "Give other days, parties or types, or, of a ledger with imports (sayso show LEDGER --imports),"
        " --import N; sayso series DATA lists the pairs that are there.",
    ),
    "S602": Kind("This scale cannot be used: {reason}.", "Leave --scale out, or name one for the codebook."),
    "S603": Kind(
        "There is no class of types called {quad} in {codebook}.", "Give beginnings of codes with --type."
    ),
    "S604": Kind(
        "Too many pairs for one figure: {count:,} (at most {most}).", "Name those to be drawn with --pair."
    ),
    "S605": Kind(
        "No event has {party} as a party{like}.", "sayso series DATA lists the pairs that are there."
    ),
    "S606": Kind(
        "Events left out, as reviewers rejected them: {count:,}.",
        "Nothing has to be done; --as-coded counts them.",
    ),
    "S620": Kind(
        "The claim cannot be put to a test as it is written: {reason}.",
        "Write it as docs/predictions.md shows.",
    ),
    "S621": Kind(
        "The plan counts codes of {plan}, but the data are coded in {data}.",
        "Give types of that codebook with --codebook and --type, or a class with --quad; or so in the claim.",
    ),
    "S622": Kind("Row {row} is no prediction.", "List predictions with: sayso show LEDGER --predictions."),
    "S624": Kind(
        "The plan cannot be kept beside the claim: {reason}.", "Copy the claim to a folder of yours."
    ),
    "S625": Kind(
        "A library that this needs is not installed: {package}.",
        'Install it with: pip install "sayso[analysis]".',
    ),
    "S626": Kind(
        "What came of a prediction cannot be entered without a name and evidence.",
        "Add --by NAME and --evidence, where one can look it up.",
    ),
    "S627": Kind("The series cannot be counted: {reason}.", "Give data with more events or a longer time."),
    "S628": Kind("A figure cannot be written as this.", "Name a file that ends in one of: {suffixes}."),
    "S629": Kind(
        "Reviewers rejected prediction {row}, or its event.",
        "Look at it with sayso why, or test it as the machine coded it with --as-coded.",
    ),
    "S630": Kind(
        "The verdict on prediction {row} is not scored: it, or what was found to bear it out, reads otherwise"
        " after review than when it was tested.",
        "Test it again: sayso test LEDGER {row}, with --as-coded if the scores are.",
    ),
    "S631": Kind(
        "Verdicts scored that were reached before reviewers last changed an event: {count:,}.",
        "Test those predictions again: sayso test LEDGER PREDICTION.",
    ),
    "S750": Kind(
        "This is a table, and holds no imports; number {number} was asked for.",
        "Leave --import out, or name the ledger that the table was imported into.",
    ),
}
