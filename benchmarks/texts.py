"""Texts of any length to measure on: paragraphs of our own drafts, and what five delegations want of each."""

import re
from base64 import b32encode
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from random import Random

from app.loading import TEXTS
from documents.consensus import Agreement
from documents.document import Clause, ConsolidatedDocument
from documents.readings import OpenAmendment, consolidate_clause
from documents.source import read_source

PROPOSERS = ("KGZ", "TJK", "TKM", "UZB", "UNEP")  # Kazakhstan reads them, and tables the sixth
BEGUN = datetime(2026, 4, 22, 9, tzinfo=UTC)
_OTHER_WORDS = ("should", "may", "urgently", "jointly", "2028", "basin", "voluntary", "national", "financing")


def paragraphs(count: int) -> list[str]:
    """Return so many paragraphs, each differing from all others: those of the Declaration again and again."""
    source = read_source(
        (TEXTS / "joint-declaration.en.md").read_text(encoding="utf-8"), file="joint-declaration.en.md"
    )
    texts = [
        re.sub(r"⟦[^⟧]*⟧", "paragraph 5", clause.content["text"])
        for clause in source.clauses
        if clause.kind in ("preambular", "operative")
    ]
    return [reworded(texts[n % len(texts)], 0.1, Random(f"text {n}")) for n in range(count)]


def wanted(text: str, delegation: str, *, seed: int) -> str:
    """Return a paragraph as a delegation wants it: words left out, put in, replaced, a rewritten one."""
    chance = Random(f"{delegation} {seed}")  # the same texts in every run
    words = text.split(" ")
    at = chance.randrange(1, len(words) - 3)
    match delegation:
        case "KGZ":
            return " ".join((*words[:at], *words[at + 3 :]))
        case "TJK":
            return " ".join((*words[:at], *chance.choices(_OTHER_WORDS, k=4), *words[at:]))
        case "TKM":
            return " ".join((*words[:at], chance.choice(_OTHER_WORDS), *words[at + 1 :]))
        case "UZB":
            return reworded(text, 0.05, chance)
        case _:
            return reworded(text, 0.2, chance)


def reworded(text: str, share: float, chance: Random) -> str:
    """Return a text with a share of its words replaced, one here and one there."""
    words = text.split(" ")
    for at in chance.sample(range(1, len(words)), max(1, round(share * len(words)))):
        words[at] = f"{chance.choice(_OTHER_WORDS)}-{chance.randrange(10)}"
    return " ".join(words)


def drafted(count: int) -> list[tuple[Clause, list[OpenAmendment]]]:
    """Return the clauses of a document as values, each with the amendments of five delegations."""
    return [
        (
            Clause(
                id=id_of(n),
                kind="operative",
                label=f"OP {n + 1}",
                number=str(n + 1),
                depth=0,
                content={"text": text},
                revision=f"revision{n}",
                agreement=Agreement(),
            ),
            [
                OpenAmendment(
                    id=f"amendment{n}{delegation}",
                    kind="replace",
                    delegation=delegation,
                    sponsors=(delegation,),
                    tabled_at=BEGUN + timedelta(minutes=k),
                    rationale="",
                    fields={"text": wanted(text, delegation, seed=n)},
                    base={"text": text},
                )
                for k, delegation in enumerate(PROPOSERS)
            ],
        )
        for n, text in enumerate(paragraphs(count))
    ]


def lightly_amended(count: int) -> ConsolidatedDocument:
    """Return a document of clauses of 60 words in which each of five delegations changes one or two words."""
    items = []
    for number, (clause, amendments) in enumerate(drafted(count)):
        text = " ".join((clause.content["text"].split(" ") * 3)[:60])
        wishes = [
            replace(one, fields={"text": wish}, base={"text": text})
            for one in amendments
            if (wish := _one_change(text, one.delegation, number)) != text
        ]
        items.append(consolidate_clause(replace(clause, content={"text": text}), wishes))
    return replace(consolidated(0), clauses=tuple(items))


def _one_change(text: str, delegation: str, number: int) -> str:
    chance = Random(f"{delegation} {number}")
    words = text.split(" ")
    at = chance.randrange(1, len(words) - 3)
    match delegation:
        case "KGZ":
            return " ".join((*words[:at], *words[at + 2 :]))
        case "TJK":
            return " ".join((*words[:at], "jointly", "and", "urgently", *words[at:]))
        case "TKM":
            return " ".join((*words[:at], "national", *words[at + 1 :]))
        case "UZB":
            return " ".join((*words[:at], "basin-wide", *words[at:]))
        case _:  # every fifth clause as it stands
            return " ".join((*words[:at], *words[at + 1 :])) if number % 5 else text


def id_of(number: int) -> str:
    """Return an id as clauses have them: 16 characters of base32."""
    return b32encode(number.to_bytes(10, "big")).decode().lower()


def consolidated(count: int) -> ConsolidatedDocument:
    """Return a document of so many clauses with everything tabled on it, as an exporter takes it."""
    return ConsolidatedDocument(
        slug="text",
        symbol="TEXT",
        title="A text to measure on",
        kind="rolling text",
        language="en",
        original_language="en",
        begun_at=BEGUN,
        as_of=BEGUN,
        notice="",
        clauses=tuple(consolidate_clause(clause, amendments) for clause, amendments in drafted(count)),
        delegations={code: code for code in PROPOSERS},
    )
