"""Automatic numbers, and the proof that Word prints with them what people call the clauses.

Automatic numbers shift under a redline, so drafts carry literal labels. A clean text may count by itself, but
only where counting gives exactly the labels: preambular 1, 2, 3 …, operative 1, 2, 3 …, sub-items a, b, c …
under each. A "5 bis" anywhere in a series, and the whole series stays literal.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from docx.document import Document
from docx.oxml.ns import qn

from documents.content import ClauseKind
from documents.document import Clause

_LIST_IDS: dict[ClauseKind, int] = {"preambular": 1, "operative": 2}


@dataclass(frozen=True, slots=True)
class Counted:
    """The clauses whose numbers Word may count: clause id -> (level, list)."""

    places: dict[str, tuple[int, int]]
    forms: dict[int, str]  # list -> how its first level is written, "OP %1"


def counted(clauses: Sequence[Clause]) -> Counted:
    """Return the clauses of every series that, counted in their order, gives their labels exactly."""
    series: dict[int, list[Clause]] = {1: [], 2: []}
    current = 0
    for clause in clauses:
        if clause.kind in _LIST_IDS:
            current = _LIST_IDS[clause.kind]
        elif clause.kind != "sub_item":
            continue  # a heading does not end a series; its paragraphs count on
        if current:
            series[current].append(clause)
    places: dict[str, tuple[int, int]] = {}
    forms: dict[int, str] = {}
    for number, members in series.items():
        form = _form(members)
        if form:
            forms[number] = form
            places |= {c.id: (1 if c.kind == "sub_item" else 0, number) for c in members}
    return Counted(places, forms)


def _form(members: Sequence[Clause]) -> str:
    """Return how the first level of a series is written, "" where counting would not give its labels."""
    forms: set[str] = set()
    paragraph = item = 0
    for clause in members:
        if clause.kind == "sub_item":
            item += 1
            if item > 26 or clause.number != chr(ord("a") + item - 1):
                return ""
            continue
        paragraph, item = paragraph + 1, 0
        if clause.number != str(paragraph) or not clause.label.endswith(clause.number):
            return ""
        forms.add(clause.label.removesuffix(clause.number) + "%1")
    return forms.pop() if len(forms) == 1 else ""


def write_forms(file: Document, counted: Counted) -> None:
    """Write into the file's lists how their first level reads."""
    root = file.part.numbering_part.element
    for abstract in root.findall(qn("w:abstractNum")):
        form = counted.forms.get(int(abstract.get(qn("w:abstractNumId"), "0")))
        text = abstract.find(f"{qn('w:lvl')}/{qn('w:lvlText')}")
        if form and text is not None:
            text.set(qn("w:val"), form)
