"""The plot: from one source to everything that was written down from it."""

from __future__ import annotations

from typing import NamedTuple

from sayso.annotate.annotate import annotate
from sayso.annotate.encoder import Core, load_core
from sayso.coding.claims import code_claims
from sayso.coding.events import code_events
from sayso.coding.predictions import code_predictions
from sayso.coding.relations import code_relations
from sayso.ontology.actors import ActorDictionary, load_actors
from sayso.ontology.cues import Cues, load_cues
from sayso.ontology.grades import Grades, load_grades
from sayso.ontology.triggers import Triggers, load_triggers
from sayso.ontology.userfile import own_names, own_words
from sayso.problems import problem
from sayso.read.article import read_article
from sayso.record import Annotation, Article, Coded, Problem, Source
from sayso.resolve.actors import resolve_actors
from sayso.settings import Settings


class Resources(NamedTuple):
    """What the stages consult: the language core and the dictionaries, loaded once a process."""

    core: Core
    actors: ActorDictionary
    triggers: Triggers
    cues: Cues
    grades: Grades


def load_resources(settings: Settings) -> Resources:
    """Load the model and the dictionaries.

    Raises Failure: S201, S202 where the model is not whole, S106, S501, S502 where a user's list is wrong.
    """
    actors = load_actors(own_names(settings.actors), own_words(settings.actors))
    return Resources(load_core(settings), actors, load_triggers(), load_cues(), load_grades())


def process(source: Source, settings: Settings, resources: Resources) -> Coded | tuple[Problem, ...]:
    """Read, annotate and code one *source*; return what came of it, or why nothing did."""
    article, problems = read_article(source, settings)
    if article is None:
        return problems
    annotation, more = annotate(article, settings, resources.core)
    return code(article, annotation, (*problems, *more), resources)


def code(
    article: Article, annotation: Annotation, problems: tuple[Problem, ...], resources: Resources
) -> Coded:
    """Code an annotated *article*: actors, claims, events, predictions, relations."""
    actors, unresolved = resolve_actors(article, annotation, resources.actors)
    claims, unclaimed = code_claims(article, annotation, actors, resources.cues)
    consulted = resources.triggers, resources.grades, resources.core.parties
    events = code_events(article, annotation, actors, claims, consulted)
    predictions = code_predictions(article, annotation, events, resources.grades)
    relations = code_relations(article, annotation, actors, claims, resources.grades)
    problems += (*unresolved, *unclaimed)
    if not (claims or events):
        problems += (problem("S401", article.address, reason=_nothing(annotation)),)
    return Coded(article, annotation, claims, events, predictions, relations, problems)


def _nothing(annotation: Annotation) -> str:
    """Return why an annotated article holds no row, as far as can be told."""
    count = len(annotation.sentences)
    if not count:
        return "no sentence"
    read = "1 sentence was" if count == 1 else f"{count} sentences were"
    return f"{read} read and none names a political event or a claim"
