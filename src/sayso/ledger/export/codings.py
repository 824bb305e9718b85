"""What the values of a ledger's columns mean, for codebooks."""

from __future__ import annotations

from sayso.ontology.triggers import CONTEXTS, MODES

TYPES = {
    "AGREE": "agrees, promises, accepts or signs an arrangement",
    "CONSULT": "meets, talks, visits, negotiates, telephones",
    "SUPPORT": "praises, endorses, defends, recognises",
    "CONCEDE": "gives way",
    "COOPERATE": "acts together in deeds",
    "AID": "gives material help",
    "RETREAT": "withdraws forces, ceases fire, disarms",
    "REQUEST": "asks, urges, demands, orders, proposes",
    "ACCUSE": "blames, criticises, sues, investigates",
    "REJECT": "refuses, opposes, denies, breaks a commitment",
    "THREATEN": "threatens harm by its own side",
    "PROTEST": "demonstrates, riots, strikes, boycotts",
    "SANCTION": "reduces relations, punishes without force",
    "MOBILIZE": "moves or readies forces or weapons",
    "COERCE": "arrests, seizes, represses, censors, hacks",
    "ASSAULT": "uses bodily violence",
}
MODE_LEVELS = {
    mode: "of " + ", ".join(kind for kind in sorted(MODES) if mode in MODES[kind])
    for mode in sorted({mode for modes in MODES.values() for mode in modes})
}
CONTEXT_LEVELS = dict.fromkeys(sorted(CONTEXTS), "the field of the deed")
STATUSES = {
    "happened": "past or going on, as the sentence puts it",
    "future": "will, plans to, is to, may",
    "conditional": "stands in an if-clause or follows from one",
    "wanted": "asked for, proposed, ordered; not decided",
    "not_happened": "negated, denied, refused, prevented, failed",
}
CERTAINTIES = {
    "certain": "whoever says it says it plainly",
    "probable": "apparently, is believed to, reportedly",
    "possible": "may, might, unclear whether",
}
STANDINGS = {
    "accepted": "a person found it right",
    "corrected": "a person corrected it: the row is as corrected",
    "added": "a person added it: the machine had missed it",
    "unsure": "a person was unsure",
    "disputed": "people differ: the row is as it was coded",
    "outdated": "a newer coding says something else than the person saw",
}
CLAIM_KINDS = {
    "direct": "quoted",
    "indirect": "reported in other words",
    "mixed": "partly quoted",
}
TRUTH = {"true": "yes", "false": "no"}
QUADS = {
    "1": "verbal cooperation",
    "2": "material cooperation",
    "3": "verbal conflict",
    "4": "material conflict",
}
COUNTED = {
    "killed": "people killed",
    "wounded": "people wounded",
    "arrested": "people arrested, detained or jailed",
    "abducted": "people abducted",
    "expelled": "people expelled or deported",
    "displaced": "people driven from their homes",
    "protesters": "people who protest",
    "troops": "soldiers sent or withdrawn",
    "money": "an amount, in the currency of the words",
}
PRECISIONS = {
    "day": "published is that day",
    "month": "published is the first day of that month",
    "year": "published is the first day of that year",
}
COUNTRIES = {
    "IGO": "a body of states",
    "NGO": "an international non-governmental organisation",
    "MNC": "a firm of many countries",
    "INT": "a group of states or a region, or anything else international",
    "UNK": "the text does not say",
    "any other": "ISO 3166-1 alpha-3; XKX for Kosovo, SUN, YUG, CSK and DDR for states that are gone",
}
ROLES = {
    "GOV": "the executive, ministers, officials, diplomats",
    "MIL": "armed forces",
    "COP": "police",
    "SPY": "intelligence services",
    "JUD": "courts and prosecutors",
    "LEG": "parliaments and their members",
    "PTY": "ruling party and its candidates",
    "OPP": "parties and candidates out of power",
    "REB": "rebels, militias, armed groups",
    "CVL": "civilians",
    "REF": "refugees",
    "LAB": "workers and unions",
    "REL": "religious bodies",
    "BUS": "business",
    "MED": "media",
    "NGO": "non-governmental organisations",
    "EDU": "universities and think tanks",
    "ELI": "former officials, notables",
    "CRM": "organised crime",
}
