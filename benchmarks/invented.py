"""Invented articles with rows, many and quickly, for ledgers of any size. The same seed gives the same."""

from __future__ import annotations

import hashlib
import random
from collections.abc import Iterator

from sayso.record import (
    Actor,
    Annotation,
    Article,
    Block,
    Claim,
    Coded,
    Event,
    Published,
    Reason,
    Run,
    Said,
    Sentence,
    Span,
)

RUN = Run(
    "inventedrun00001", "invented", "no model", '{"invented": true}', "here", "2026-01-01T00:00:00+00:00"
)
TYPES = (
    "AGREE CONSULT SUPPORT CONCEDE COOPERATE AID RETREAT REQUEST "
    "ACCUSE REJECT THREATEN PROTEST SANCTION MOBILIZE COERCE ASSAULT"
).split()
SYLLABLES = "ba da fi go ha ja ko lu mi no pe ra sa ti vo wa ze".split()
ROLES = ("", " GOV", " MIL", " COP", " OPP", " LEG", " JUD", " CVL")
FILLER = (
    "after talks in the capital that had gone on for most of the week and ended late in the night",
    "because the two sides could not settle who would pay for the ships and the harbour",
    "although observers from three neighbouring states had warned that nothing good would come of it",
    "while the price of grain rose again and the markets of the coast stayed closed for a second day",
)
SENTENCES = 20  # an article, each with two events: as many as the gold articles have
PER_ARTICLE = 2 * SENTENCES


class Cast:
    """Who acts: countries by a law of small numbers, some very often and most hardly ever."""

    def __init__(self, chance: random.Random) -> None:
        """Invent two hundred countries and two thousand names."""
        letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
        self.codes = ["".join(chance.choices(letters, k=3)) for _ in range(200)]
        self.weights = [1 / (rank + 1) for rank in range(200)]
        self.names = [
            "".join(chance.choices(SYLLABLES, k=3)).title()
            + " "
            + "".join(chance.choices(SYLLABLES, k=3)).title()
            for _ in range(2000)
        ]

    def actor(self, chance: random.Random) -> tuple[str, str, str]:
        """Return the words, code and row of somebody."""
        (code,) = chance.choices(self.codes, self.weights)
        role = chance.choice(ROLES)
        words = chance.choice(self.names) if chance.random() < 0.5 else f"{code.title()}land officials"
        return words, f"{code}{role}", f"countries/{code}#names"


def articles(count: int, seed: int = 1) -> Iterator[Coded]:
    """Yield *count* invented articles with the rows of each."""
    chance = random.Random(seed)
    cast = Cast(chance)
    for number in range(count):
        yield _coded(number, chance, cast)


def _coded(number: int, chance: random.Random, cast: Cast) -> Coded:
    lines: list[str] = []
    drafts = []
    start = 0
    for _ in range(SENTENCES):
        who, whom, source = (cast.actor(chance) for _ in range(3))
        line = f"{who[0]} accused {whom[0]} of striking the ferry {chance.choice(FILLER)}, {source[0]} said."
        drafts.append((who, whom, source, Span(start, start + len(line))))
        lines.append(line)
        start += len(line) + 1
    text = "\n".join([*lines, f"Article {number}."])
    article = _article(number, text, chance)
    parts = [_rows(article, draft, chance) for draft in drafts]
    return Coded(
        article=article,
        annotation=Annotation(tuple(Sentence(draft[3], 0, ()) for draft in drafts)),
        claims=tuple(claim for claim, _ in parts),
        events=tuple(event for _, events in parts for event in events),
    )


def _article(number: int, text: str, chance: random.Random) -> Article:
    digest = hashlib.sha256(text.encode()).hexdigest()
    day = f"20{chance.randrange(10, 25)}-{chance.randrange(1, 13):02}-{chance.randrange(1, 29):02}"
    return Article(
        doc_id=f"invented-{number:06}",
        address=f"invented-{number:06}.txt",
        source_sha256=digest,
        sha256=digest,
        text=text,
        title=None,
        published=Published(day, "day"),
        blocks=(Block("paragraph", Span(0, len(text))),),
    )


def _rows(
    article: Article, draft: tuple[tuple[str, str, str], ...], chance: random.Random
) -> tuple[Claim, list[Event]]:
    """Return the claim and the two events of a sentence."""
    who, whom, source, line = draft
    text = article.text
    at = [_at(text, words, line) for words in (f"{who[0]} ", whom[0], source[0])]
    speaker = Actor(source[0], source[1], source[1], at[2], source[2])
    content = Span(line.start, text.rindex(",", *line))
    cue = Span(line.end - 5, line.end - 1)
    why = (Reason("cue", "dictionary:cues#say:say.verb", cue), Reason("content", "frame:ccomp", content))
    name = _id(article, "claim", line)
    claim = Claim(name, "indirect", (at[2],), (cue,), (content,), speaker, None, 0.8, reasons=why)
    actor = Actor(who[0], who[1], who[1], Span(at[0].start, at[0].end - 1), who[2])
    recipient = Actor(whom[0], whom[1], whom[1], at[1], whom[2])
    said = Said(source[0], source[1], claim.id)
    events = [
        _event(article, (line, _at(text, words, line)), (actor, recipient, said), chance)
        for words in ("accused", "striking")
    ]
    return claim, events


def _event(
    article: Article, where: tuple[Span, Span], who: tuple[Actor, Actor, Said], chance: random.Random
) -> Event:
    line, trigger = where
    actor, recipient, said = who
    return Event(
        id=_id(article, "event", trigger),
        trigger=trigger,
        sentence=line,
        type=chance.choices(TYPES, range(1, 17))[0],
        mode=None,
        context=(),
        cameo="11",
        actor=actor,
        recipient=recipient,
        status=chance.choices(
            ("happened", "future", "conditional", "wanted", "not_happened"), (70, 12, 6, 6, 6)
        )[0],
        certainty=chance.choices(("certain", "probable", "possible"), (80, 15, 5))[0],
        said_by=said,
        prediction=chance.random() < 0.1,
        date=None,
        place=None,
        magnitude=(),
        probability=0.75,
        reasons=(
            Reason("type", "dictionary:verbs/accuse#accuse.verb", trigger),
            Reason("actor", "core:actor", actor.span),
            Reason("recipient", "core:recipient", recipient.span),
            Reason("said_by", f"claim:{said.claim}", trigger),
            Reason("status", "core:status", trigger),
        ),
    )


def _at(text: str, words: str, line: Span) -> Span:
    start = text.index(words, *line)
    return Span(start, start + len(words))


def _id(article: Article, kind: str, where: Span) -> str:
    return hashlib.sha256(f"{article.sha256}{kind}{where}".encode()).hexdigest()[:16]
