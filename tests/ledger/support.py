"""Hand-built articles with rows of every kind, and ledgers that hold them."""

from __future__ import annotations

import hashlib
import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

from sayso.ledger.decisions import Draft, decide
from sayso.ledger.imports.bring import bring
from sayso.ledger.store import Ledger, open_ledger
from sayso.ledger.trials import Ruling, add_ruling, lay_plan
from sayso.ledger.words import FILL, prepare_words
from sayso.problems import problem
from sayso.read.tables.table import NOTHING
from sayso.record import (
    Actor,
    Annotation,
    Article,
    Block,
    Claim,
    Coded,
    Event,
    Interval,
    Magnitude,
    Prediction,
    Published,
    Reason,
    Relation,
    Run,
    Said,
    Sentence,
    Span,
    Token,
    Where,
)

from .write_schemas import SHADOWS

FIRST = "Tanzanian police arrested eleven Kenyan sailors in Tanga on Monday."
SECOND = "Many worry, Élodie Ken told reporters, that Kenya may close the border."
TEXT = f"{FIRST}\n\n{SECOND}\n"
RUN = Run("run0000000000001", "0.1.0", "modelhash", '{"threads": 1}', "here", "2026-01-01T00:00:00+00:00")


def other_run(name: str, version: str = RUN.version) -> Run:
    """Return another run, of the same recipe unless its *version* is another."""
    return replace(RUN, id=name, version=version)


def at(words: str, text: str = TEXT) -> Span:
    """Return where *words* first stand in *text*."""
    start = text.index(words)
    return Span(start, start + len(words))


def article(text: str = TEXT, doc_id: str = "ferry") -> Article:
    """Return an article with the text *text*."""
    return Article(
        doc_id=doc_id,
        address=f"{doc_id}.txt",
        source_sha256=hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest(),
        sha256=hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest(),
        text=text,
        title=None,
        published=Published("2023-03-14", "day"),
        blocks=(Block("paragraph", Span(0, len(text))),),
    )


def sentence(span: Span, block: int = 0) -> Sentence:
    """Return a sentence of one token at *span*."""
    return Sentence(span, block, (Token(span, TEXT[slice(*span)], "word", "X", "FW", -1, "root"),))


POLICE = Actor(
    "Tanzanian police", "TZA COP", "TZA COP", at("Tanzanian police"), "countries/TZA + roles/police"
)
SAILORS = Actor("Kenyan sailors", "KEN", "KEN", at("Kenyan sailors"), "countries/KEN")
KENYA = Actor("Kenya", "KEN", "KEN", Span(TEXT.index("Kenya may"), TEXT.index(" may")))
ELODIE = Actor("Élodie Ken", "UNK", "élodie ken", at("Élodie Ken"))

OUTER = Claim(
    id="c0000000000000a1",
    kind="indirect",
    source=(at("Élodie Ken"),),
    cue=(at("told"),),
    content=(at("Many worry"), at("that Kenya may close the border")),
    speaker=ELODIE,
    parent=None,
    probability=0.9,
    reasons=(Reason("cue", "dictionary:tell", at("told")), Reason("content", "frame:parataxis")),
)
INNER = replace(
    OUTER,
    id="c0000000000000b2",
    source=(at("Many"),),
    cue=(at("worry"),),
    content=(at("Kenya may close the border"),),
    speaker=None,
    parent=OUTER.id,
    negated=True,
    reasons=(),
)
ARREST = Event(
    id="e1000000000000a1",
    trigger=at("arrested"),
    sentence=at(FIRST),
    type="COERCE",
    mode="arrest",
    context=("legal", "military"),
    cameo="17",
    actor=POLICE,
    recipient=SAILORS,
    status="happened",
    certainty="certain",
    said_by=None,
    prediction=False,
    date=Interval("2023-03-13", "2023-03-13", "on Monday"),
    place=Where("Tanga", "TZA", at("Tanga")),
    magnitude=(Magnitude("people", 11.0, 11.0, 11.0, "eleven"), Magnitude("ships", None, 0.1, None, "a few")),
    probability=0.75,
    reasons=(
        Reason("type", "dictionary:arrest", at("arrested")),
        Reason("actor", "slot:subj", at("police")),
        Reason("certainty", "nothing"),
    ),
)
CLOSE = replace(
    ARREST,
    id="e2000000000000b2",
    trigger=at("close"),
    sentence=at(SECOND),
    type="SANCTION",
    mode=None,
    context=(),
    actor=KENYA,
    recipient=None,
    status="future",
    certainty="possible",
    said_by=Said("Élodie Ken", "UNK", INNER.id),
    prediction=True,
    date=None,
    place=None,
    magnitude=(),
    reasons=(),
)
FORESEEN = Prediction(
    id="p0000000000000a1",
    event=CLOSE.id,
    span=CLOSE.trigger,
    said_by=CLOSE.said_by,
    certainty="possible",
    words="may",
    low=0.2,
    high=0.6,
    origin="somebody (1999)",
    by=Interval("2023-03-14", "2023-12-31", "this year"),
)
LED = Relation("r0000000000000a1", "leads", POLICE, SAILORS, at(FIRST), Said("Élodie Ken", "UNK", OUTER.id))


def coded(text: str = TEXT, doc_id: str = "ferry") -> Coded:
    """Return the hand-built article; another *text*, which begins with ``TEXT``, makes it another one."""
    found = article(text, doc_id)
    return Coded(
        article=found,
        annotation=Annotation((sentence(at(FIRST)), sentence(at(SECOND), block=1))),
        claims=(OUTER, INNER),
        events=(ARREST, CLOSE),
        predictions=(FORESEEN,),
        relations=(LED,),
        problems=(problem("S203", found.address, size=700),),
    )


def monthly(months: int = 24) -> Coded:
    """Return an article that tells of events of so many months: one each way, and a third party's."""
    days = [f"{2020 + month // 12}-{month % 12 + 1:02d}-05" for month in range(months)]
    there = replace(CLOSE, status="happened", prediction=False, said_by=None, recipient=POLICE)
    back = replace(ARREST, actor=POLICE, recipient=KENYA, magnitude=())
    aside = replace(there, recipient=replace(POLICE, code="UGA"))
    events = tuple(
        replace(one, id=f"e{way}{month:014d}", date=Interval(day, day, None))
        for month, day in enumerate(days)
        for way, one in enumerate((there, back, aside))
    )
    return replace(coded(), events=events, predictions=(), relations=())


def filled(path: Path, *articles: Coded, run: Run = RUN) -> Path:
    """Return *path*, where a ledger now holds *articles*, coded by a finished *run*."""
    with open_ledger(path) as ledger:
        for one in articles or (coded(),):
            ledger.add(one, run)
        ledger.finish(run)
    return path


def decided(path: Path) -> Path:
    """Return *path*, where Anna has now decided three times about the rows of the first article."""
    article = coded().article.sha256
    with open_ledger(path) as ledger:
        decide(ledger, Draft(ARREST.id, "accept", "Anna", article=article))
        correction = {"status": "wanted"}
        decide(ledger, Draft(CLOSE.id, "correct", "Anna", correction, "a demand", article=article))
        decide(ledger, Draft(INNER.id, "reject", "Anna", article=article))
    return path


def everything(path: Path) -> Path:
    """Return *path*, where the ledger that is there now has rows in the tables that coding does not fill."""
    table = path.with_name("other.csv")
    table.write_text("day,source,target,code\n2019-03-01,KEN,TZA,036\n2019-03-02,KEN,TZA,0451\n", "utf-8")
    with open_ledger(decided(path)) as ledger:
        bring(ledger, str(table), NOTHING._replace(codebook="CAMEO"))
        for content in ("{}", "[]"):
            laid = lay_plan(ledger, content, (FORESEEN.id, "Kenya may close the border"), "0.1.0")
            add_ruling(ledger, Ruling("cannot tell", content, "sayso", laid.digest, FORESEEN.id))
    return path


def rows(ledger: Ledger, query: str) -> list[tuple[object, ...]]:
    """Return what *query* finds, as tuples."""
    return [tuple(row) for row in ledger.read(query)]


def old_ledger(path: Path, version: Path) -> Path:
    """Return *path*, where a ledger of an old *version* holds an article, and what else it can."""
    new = everything(filled(path.with_name("new.ledger")))
    with closing(sqlite3.connect(path, isolation_level=None)) as old:
        old.executescript(version.read_text("utf-8"))
        old.execute("ATTACH ? AS new", (str(new),))
        for name in tables(old):
            columns = ", ".join(f'"{row[1]}"' for row in old.execute(f"PRAGMA main.table_info({name})"))
            old.execute(f"INSERT INTO main.{name} ({columns}) SELECT {columns} FROM new.{name}")
        if old.execute("SELECT 1 FROM main.sqlite_master WHERE name = 'event_words'").fetchone():
            prepare_words(old)
            old.execute(FILL)
    return path


def tables(connection: sqlite3.Connection) -> list[str]:
    """Return the names of the tables that hold the rows of a ledger, in the order they were made."""
    found = connection.execute(
        "SELECT name FROM main.sqlite_master WHERE sql LIKE 'CREATE TABLE%' ORDER BY rowid"
    )
    return [name for (name,) in found if not SHADOWS.fullmatch(name)]
