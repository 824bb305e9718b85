"""Dictionaries in the format of PETRARCH; every entry here is made up."""

from __future__ import annotations

import pytest

from sayso.ontology.actors import Term
from sayso.ontology.codes import load_codes
from sayso.ontology.imports.petrarch import read_petrarch
from sayso.ontology.userfile import Draft
from sayso.record import Problem

DICTIONARY = """\
# a remark
<!-- another,
TEMBO_LEAGUE_ [KENREB]
of three lines -->
TUMAINI_FRONT_  [KENREB] ; a group # so it is
+FRONT_OF_TUMAINI_
+TF_
ION_AL_POPESCU_
\t[ROMELI <881231]
\t[ROMGOVAGR 19890101-20030405] # a minister
\t[ROMOPP >030406]
"""


def read(text: str) -> tuple[list[Draft], list[Problem], dict[str, int]]:
    """Return what is read of *text*."""
    drafts, problems, unknown = read_petrarch(text, "x.actors.txt", load_codes())
    return drafts, problems, dict(unknown)


def terms_of(*lines: str) -> list[tuple[str, ...]]:
    """Return the terms of an actor with the codes in *lines*."""
    (draft,), problems, _ = read("TEMBO_LEAGUE_\n" + "".join(f"\t{line}\n" for line in lines))
    assert problems == []
    return [tuple(term) for term in draft.terms]


def test_names_synonyms_and_dated_codes_are_read() -> None:
    """A record is one actor; remarks are not read; ends of restrictions count as within."""
    drafts, problems, unknown = read(DICTIONARY)
    assert drafts == [
        Draft(("Tumaini Front", "Front of Tumaini", "TF"), "KEN REB"),
        Draft(
            ("Ion al Popescu", "Ion Al Popescu"),
            "ROU",
            (
                Term("0001-01-01", "1989-01-01", "ROU ELI"),
                Term("1989-01-01", "2003-04-06", "ROU GOV"),
                Term("2003-04-06", "now", "ROU OPP"),
            ),
        ),
    ]
    assert (problems, unknown) == ([], {"AGR": 1})


def test_codes_behind_a_name_may_have_dates() -> None:
    """TABARI's records of one line are read too."""
    (draft,), _, _ = read("TEMBO_LEAGUE_ [KENREB <800101] [KENGOV 310101-901231] [KENELI]\r\n")
    assert draft.code == "KEN ELI"
    assert [term.code for term in draft.terms] == ["KEN REB", "KEN GOV"]
    assert draft.terms[1] == Term("1980-01-02", "1991-01-01", "KEN GOV")


def test_of_codes_that_overlap_the_first_counts() -> None:
    """Each day has one code, that of the first line that holds on it."""
    assert terms_of("[KENGOV 20010101-20011231]", "[KENELI 20000101-20021231]") == [
        ("2000-01-01", "2001-01-01", "KEN ELI"),
        ("2001-01-01", "2002-01-01", "KEN GOV"),
        ("2002-01-01", "2003-01-01", "KEN ELI"),
    ]


def test_a_gap_stays_a_gap() -> None:
    """Between two times the actor has the code of no time."""
    assert [days[:2] for days in terms_of("[KENGOV 20010101-20010131]", "[KENGOV >20010301]")] == [
        ("2001-01-01", "2001-02-01"),
        ("2001-03-01", "now"),
    ]


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("TEMBO_LEAGUE_ [KENGOV", "left open"),
        ("TEMBO_LEAGUE_ [XQZ]", "'XQZ' is no CAMEO code"),
        ("TEMBO_LEAGUE_ []", "'nothing' is no CAMEO code"),
        ("TEMBO_LEAGUE_ [KENGOV >1.1.90]", "'>1.1.90' is no time"),
        ("TEMBO_LEAGUE_ [KENGOV 20010229-20020101]", "is no time"),
        ("TEMBO_LEAGUE_ [KENGOV 20020101-20010101]", "is no time"),
        ("TEMBO_LEAGUE_ [KENGOV 20020101]", "is no time"),
        ("____ [KEN]", "'____' is no name"),
        ("&MACRO_ [KEN]", "is no name"),
        ("<! -- A HEADING -->", "is no name"),
        ("TEMBO,_LEAGUE_ [KEN]", "sign in it that no name has"),
        ("\tWORDS [KEN]", "begins with a blank"),
    ],
)
def test_a_line_that_cannot_be_read_is_a_problem(line: str, said: str) -> None:
    """S504 has the number of the line, and the lines around it are read."""
    drafts, (problem,), _ = read(f"FIRST_ONE_ [KEN]\n{line}\nLAST_ONE_ [KEN]\n")
    assert problem.code == "S504"
    assert problem.what.startswith("Line 2 was not imported")
    assert said in problem.what
    assert [draft.names[0] for draft in drafts] == ["First One", "Last One"]


def test_a_code_without_a_name_is_a_problem() -> None:
    """A line that belongs to the one above it cannot be the first."""
    _, (problem,), _ = read("\t[KEN]\n")
    assert "no name stands above it" in problem.what


def test_agents_become_role_words() -> None:
    """A plural is made, given in braces, or none; a set is spelled out; the code stands on either side."""
    drafts, problems, _ = read(
        "!PERSON! = MAN, WOMAN\nTOLL_CLERK [~GOV]\nTIDEWATCHMAN {TIDEWATCHMEN} [~MIL]\n"
        "HARBOUR_!PERSON! {} [LAB~]\nMARSH_BAND [~INSMIL]\n"
    )
    assert problems == []
    assert [(draft.names, draft.code, draft.is_word) for draft in drafts] == [
        (("toll clerk", "toll clerks"), "GOV", True),
        (("tidewatchman", "tidewatchmen"), "MIL", True),
        (("harbour man", "harbour woman"), "LAB", True),
        (("marsh band", "marsh bands"), "REB", True),
    ]


def test_agents_without_a_role_are_counted() -> None:
    """Codes that are no roles here are one problem with the number of their lines, and counted each."""
    drafts, (problem,), unknown = read("FARMER [~AGR]\nFISHER {} [~AGR]\nTOLL_CLERK [~GOV]\n")
    assert [draft.code for draft in drafts] == ["GOV"]
    assert problem.code == "S505"
    assert "left out: 2" in problem.what
    assert unknown == {"AGR": 2}


@pytest.mark.parametrize(
    "line", ["FARMER ~AGR", "[~COP]", "!NO_SET!_X [~COP]", "A=B [~COP]", "A [~COP] [~MIL]", "X {!Y} [~COP]"]
)
def test_an_agent_that_cannot_be_read_is_told(line: str) -> None:
    """It is a problem with its number, and the next line is read."""
    (draft,), (problem,), _ = read(f"{line}\nTOLL_CLERK [~GOV]\n")
    assert (draft.code, problem.code) == ("GOV", "S504")


def test_a_code_of_nobody_is_passed_over() -> None:
    """A time in which a name stands for nobody has no code, and the other times have theirs."""
    assert terms_of("[--- <950101]", "[KENGOV < 20010101] [---]") == [("0001-01-01", "2001-01-02", "KEN GOV")]


def test_a_line_is_taken_whole_or_not_at_all() -> None:
    """Where one code of a line cannot be read, none of them is taken."""
    (draft,), (problem,), _ = read("TEMBO_LEAGUE_ [KEN]\n\t[KENGOV >010101] [XQZ]\n")
    assert (draft.terms, problem.code) == ((), "S504")


def test_a_name_without_a_code_is_counted() -> None:
    """Who stands for nobody is left out, and that is told."""
    assert read("TEMBO_LEAGUE_\n+LEAGUE_\n") == ([], [], {"no code": 1})
