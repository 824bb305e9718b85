"""What somebody changed in an annotation tool, as decisions about rows."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from sayso.ledger.decisions import Verdict
from sayso.ledger.export.marks import CLAIM_PARTS, NEGATED, PARTIES, RELATION_ENDS, SAID_BY, WITHIN
from sayso.ledger.imports.annotated import Annotated, Region, as_exported
from sayso.ledger.rows import Rows
from sayso.ontology.triggers import TYPES
from sayso.record import Actor, Claim, Event, Relation, Span, Where

Coder = Callable[[str], str]  # gives the code of a party by its words, UNK where it is not known


class Edit(NamedTuple):
    """What became of a row: rejected, or corrected in these fields (as the JSON contract has them)."""

    row: str
    verdict: Verdict
    corrections: Mapping[str, object]


class Doubt(NamedTuple):
    """Something that was changed in a way that tells no decision, and why."""

    row: str
    reason: str


@dataclass(frozen=True, slots=True)
class Changes:
    """The rows of an article and what was made of them in a tool. ``code_of`` knows parties by words."""

    rows: Rows
    text: str
    found: Annotated
    code_of: Coder

    def decisions(self) -> Iterator[Edit | Doubt]:
        """Yield a decision for each row that was changed, and a doubt for what tells none."""
        before = as_exported(self.rows)
        if self.found == before:
            return
        for claim in self.rows.claims:
            yield from self._claim(claim)
        for event in self.rows.events:
            yield from self._event(event)
        for relation in self.rows.relations:
            yield from self._relation(relation)
        for name, region in self.found.regions.items():
            if name not in before.regions and not self._is_tied(name):
                yield Doubt("", f"{region.label} on {self._words(region.span)!r} belongs to no row")

    def _is_tied(self, name: str) -> bool:
        """Return whether a region that was added is a part of a row: a party, or a part of a claim."""
        known = as_exported(self.rows).regions
        return any(one.end == name and one.start in known for one in self.found.ties)

    def _event(self, event: Event) -> Iterator[Edit | Doubt]:
        trigger = self.found.regions.get(f"{event.id}.trigger")
        if trigger is None or trigger.label.partition(":")[0] not in TYPES:
            yield Edit(event.id, "reject", {})
            return
        kind, _, status = trigger.label.partition(":")
        now: dict[str, object] = {"type": kind, "status": status or "happened"}
        before: dict[str, object] = {"type": event.type, "status": event.status, "certainty": event.certainty}
        if trigger.certainty is not None:
            now["certainty"] = trigger.certainty
        if trigger.span != event.trigger:
            now["trigger"] = list(trigger.span)
        corrections = {name: value for name, value in now.items() if value != before.get(name)}
        for field in PARTIES:
            yield from self._party(event, field, corrections)
        yield from self._source(event, corrections)
        if corrections:
            yield Edit(event.id, "correct", corrections)

    def _party(self, event: Event, field: str, corrections: dict[str, object]) -> Iterator[Doubt]:
        """Put what became of one side, or of the place, into *corrections*."""
        before: Actor | Where | None = getattr(event, field)
        spans = {region.span for region in self._tied(f"{event.id}.trigger", field)}
        if before is not None and len(spans) > 1:
            spans.discard(before.span)
        if len(spans) > 1:
            yield Doubt(event.id, f"{field} is tied to several words")
        elif not spans and before is not None:
            corrections[field] = None
        elif spans and (before is None or before.span not in spans):
            corrections[field] = self._named(spans.pop(), before, field)

    def _named(self, span: Span, before: Actor | Where | None, field: str) -> dict[str, object]:
        """Return a party, or a place, at *span*. One that was made longer or shorter keeps its code."""
        if before is not None and span.start < before.span.end and before.span.start < span.end:
            return {"span": list(span)}
        code = self._codes().get(span) or self.code_of(self._words(span))
        return {"span": list(span), **({"country": code[:3]} if field == "place" else {"code": code})}

    def _codes(self) -> dict[Span, str]:
        """Return the codes of all parties of the article by where they stand."""
        parties = [
            *(one for event in self.rows.events for one in (event.actor, event.recipient)),
            *(claim.speaker for claim in self.rows.claims),
            *(one for relation in self.rows.relations for one in (relation.subject, relation.object)),
        ]
        return {one.span: one.code for one in parties if one is not None}

    def _source(self, event: Event, corrections: dict[str, object]) -> Iterator[Doubt]:
        """Put on whose word *event* stands now into *corrections*, where that was changed."""
        claims = {one.id: one for one in self.rows.claims}
        ends = [one.end for one in self.found.ties if one[0::2] == (f"{event.id}.trigger", SAID_BY)]
        names = {end.partition(".")[0] for end in ends}
        before = event.said_by.claim if event.said_by else None
        if before is None and not names:
            return
        names = names - {before} or names
        if len(names) > 1 or not names <= claims.keys():
            yield Doubt(event.id, "said_by is not tied to one claim of the article")
        elif not names:
            corrections[SAID_BY] = None
        elif names != {before}:
            (name,) = names
            corrections[SAID_BY] = self._said(claims[name])

    def _said(self, claim: Claim) -> dict[str, object]:
        if claim.speaker is not None:
            return {"text": claim.speaker.text, "code": claim.speaker.code, "claim": claim.id}
        words = self._words(claim.source[0]) if claim.source else ""
        return {"text": words, "code": self.code_of(words), "claim": claim.id}

    def _claim(self, claim: Claim) -> Iterator[Edit | Doubt]:
        found = self.found.regions
        own = {name: region for name, region in found.items() if name.partition(".")[0] == claim.id}
        if not own:
            yield Edit(claim.id, "reject", {})
            return
        head = next(f"{claim.id}.{field}" for field in CLAIM_PARTS if getattr(claim, field))
        corrections: dict[str, object] = {}
        for field in CLAIM_PARTS:
            regions = [*own.values(), *(one for one in self._tied(head, field) if one not in own.values())]
            spans = sorted({one.span for one in regions if one.label in (field, _negated(field))})
            if spans != sorted(getattr(claim, field)):
                corrections[field] = [list(span) for span in spans]
        labels = {one.label for one in own.values()}
        if labels & {"cue", NEGATED} and (NEGATED in labels) != claim.negated:
            corrections["negated"] = not claim.negated
        yield from self._parent(claim, head, corrections)
        if corrections:
            yield Edit(claim.id, "correct", corrections)

    def _parent(self, claim: Claim, head: str, corrections: dict[str, object]) -> Iterator[Doubt]:
        ids = {one.id for one in self.rows.claims}
        ends = [one.end.partition(".")[0] for one in self.found.ties if one[0::2] == (head, WITHIN)]
        now = set(ends) - {claim.parent} or set(ends)
        if len(now) > 1 or not now <= ids:
            yield Doubt(claim.id, "it lies within no claim, or several")
        elif now != {claim.parent} - {None}:
            corrections["parent"] = next(iter(now), None)

    def _relation(self, relation: Relation) -> Iterator[Edit | Doubt]:
        names = [f"{relation.id}.{field}" for field in RELATION_ENDS]
        kinds = {one.label for one in self.found.ties if [one.start, one.end] == names}
        if not kinds or not self.found.regions.keys() >= set(names):
            yield Edit(relation.id, "reject", {})
            return
        corrections: dict[str, object] = {}
        kinds = kinds - {relation.kind} or kinds
        if len(kinds) > 1:
            yield Doubt(relation.id, "its two sides are tied as several things")
        elif kinds != {relation.kind}:
            corrections["kind"] = kinds.pop()
        for field, name in zip(RELATION_ENDS, names, strict=True):
            before: Actor = getattr(relation, field)
            span = self.found.regions[name].span
            if span != before.span:
                corrections[field] = self._named(span, before, field)
        if corrections:
            yield Edit(relation.id, "correct", corrections)

    def _tied(self, start: str, label: str) -> list[Region]:
        """Return the regions that the one called *start* is tied to as *label*."""
        ends = [one.end for one in self.found.ties if one[0::2] == (start, label)]
        return [self.found.regions[end] for end in ends if end in self.found.regions]

    def _words(self, span: Span) -> str:
        return self.text[slice(*span)]


def _negated(field: str) -> str:
    return NEGATED if field == "cue" else field
