"""An event as one line for people: who, what, to whom, according to, how sure, evidence."""

from __future__ import annotations

from typing import NamedTuple

from sayso.record import Actor, Coded, Event, Said, Span
from sayso.show.visible import visible

NOBODY = "-"
THE_ARTICLE = "the article"
ID_LENGTH = 8


class Row(NamedTuple):
    """What the table shows of one event. ``before``, ``trigger`` and ``after`` make up its sentence."""

    id: str
    document: str
    who: str
    what: str
    whom: str
    according_to: str
    how_sure: str
    before: str
    trigger: str
    after: str

    @property
    def evidence(self) -> str:
        """Return the sentence with its trigger between square brackets."""
        return f"{self.before}[{self.trigger}]{self.after}"


def row_of(event: Event, text: str, document: str) -> Row:
    """Return the row that shows *event* of the article *document* with the text *text*."""
    trigger = visible(cut(text, event.trigger))
    return Row(
        id=event.id[:ID_LENGTH],
        document=visible(document),
        who=party(event.actor),
        what=f"{event.type} {trigger}",
        whom=party(event.recipient),
        according_to=source(event.said_by),
        how_sure=how_sure(event),
        before=visible(text[event.sentence.start : event.trigger.start]),
        trigger=trigger,
        after=visible(text[event.trigger.end : event.sentence.end]),
    )


def cut(text: str, span: Span) -> str:
    """Return the characters of *text* that *span* names."""
    return text[span[0] : span[1]]


def party(actor: Actor | None) -> str:
    """Return an actor as its words and code: ``Kenyan officials (KEN GOV)``."""
    return named(actor.text, actor.code) if actor else NOBODY


def source(said: Said | None) -> str:
    """Return on whose word an event stands; the article's own where nobody else is named."""
    return named(said.text, said.code) if said else THE_ARTICLE


def named(text: str, code: str) -> str:
    """Return *text* with *code* behind it, where the code says anything."""
    return f"{visible(text)} ({code})" if code and code != "UNK" else visible(text)


def how_sure(event: Event) -> str:
    """Return status and certainty in words, and whether it is a prediction."""
    status = event.status.replace("_", " ")
    return f"{status}, {event.certainty}" + (", predicted" if event.prediction else "")


def rows_of(coded: Coded) -> list[Row]:
    """Return a row for each event of an article, in the order of its text."""
    article = coded.article
    return [row_of(event, article.text, article.doc_id) for event in coded.events]
