"""Elements of Akoma Ntoso, and texts written into them with their cross-references as links."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from lxml import etree

from documents.content import field_at
from documents.document import ConsolidatedClause
from exporters.akoma_ntoso.outline import Branch
from exporters.word.printing import REFERENCE, Printer
from exporters.word.xml import clean_text

NAMESPACE = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
_MAP: Any = {None: NAMESPACE}  # the stubs know no default namespace


def element(name: str, /, **attributes: str) -> etree._Element:
    """Return an element of the standard; ``klass`` stands for the attribute ``class``."""
    made = etree.Element(f"{{{NAMESPACE}}}{name}", nsmap=_MAP)
    _set(made, attributes)
    return made


def child(parent: etree._Element, name: str, text: str = "", /, **attributes: str) -> etree._Element:
    """Append an element to another, with its text, and return it."""
    made = etree.SubElement(parent, f"{{{NAMESPACE}}}{name}")
    made.text = clean_text(text) or None
    _set(made, attributes)
    return made


def _set(made: etree._Element, attributes: Mapping[str, str]) -> None:
    for name, value in attributes.items():
        if value:
            made.set("class" if name == "klass" else name, clean_text(value))


@dataclass(frozen=True, slots=True)
class Writer:
    """Writes the texts of one document: clause id -> ``eId`` of those that a reference can lead to."""

    printer: Printer
    names: Mapping[str, str]

    def clause(
        self, parent: etree._Element, name: str, branch: Branch, /, **attributes: str
    ) -> etree._Element:
        """Append the element of a clause: its ids, how far it is agreed, what keeps it from being agreed."""
        clause = branch.item.clause
        kept_back = (self.printer.agreement(branch.item), self.printer.staleness(branch.item))
        return child(
            parent,
            name,
            eId=self.names[clause.id],
            GUID=clause.id,
            klass=clause.agreement.level.replace(" ", "-"),
            title="; ".join(reason for reason in kept_back if reason),
            **attributes,
        )

    def number(self, parent: etree._Element, branch: Branch) -> None:
        """Append the label as it is printed; of a sub-item its letter alone."""
        clause = branch.item.clause
        label = f"({clause.number})" if clause.kind == "sub_item" and clause.number else clause.label
        if label:
            child(parent, "num", label)

    def paragraph(self, parent: etree._Element, item: ConsolidatedClause, address: str = "text") -> None:
        """Append a field as paragraphs, one a line; an empty one where this language has no text yet."""
        for line in item.clause.content.get(address, "").split("\n"):
            self.text(child(parent, "p"), item, address, line)

    def text(self, parent: etree._Element, item: ConsolidatedClause, address: str, text: str) -> None:
        """Write a text into an element: values as they are printed, references as links where they lead here."""
        if field_at(item.clause.kind, address).kind == "value":
            text = self.printer.value(text, address)
        end = 0
        last: etree._Element | None = None
        for found in REFERENCE.finditer(text):
            _append(parent, last, text[end : found.start()])
            end = found.end()
            label, name = self.printer.text(found[0]), self.names.get(found[1])
            if name is None:  # it leads to another document, or nowhere
                _append(parent, last, label)
            else:
                last = child(parent, "ref", label, href=f"#{name}")
        _append(parent, last, text[end:])


def _append(parent: etree._Element, last: etree._Element | None, text: str) -> None:
    text = clean_text(text)
    if last is None:
        parent.text = (parent.text or "") + text
    else:
        last.tail = (last.tail or "") + text
