"""How a stored text reads in print: cross-references become labels, values are written for the language."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from documents.content import field_at
from documents.document import ConsolidatedClause, ConsolidatedDocument, TabledAmendment
from documents.values import print_value
from exporters.word.naming import day_in_words, kind_name, level_name
from exporters.word.pieces import Piece, italic_opening
from exporters.word.words import say

REFERENCE = re.compile("⟦([^⟦⟧]*)⟧")
_WITH_OPENING_WORDS = ("preambular", "operative")


@dataclass(frozen=True, slots=True)
class Printer:
    """Prints the texts of one document in its language."""

    document: ConsolidatedDocument

    @property
    def language(self) -> str:
        """The language of the document."""
        return self.document.language

    def say(self, word: str, /, **facts: str) -> str:
        """Return a word of the interface."""
        return say(word, self.language, **facts)

    def kind_of_text(self) -> str:
        """Return what opens the cover: the kind of the text and, where it is adopted, when that was."""
        kind, adopted_on = self.document.kind, self.document.adopted_on
        name = kind_name(kind, self.language)
        if adopted_on is None:
            return name
        day = day_in_words(adopted_on, self.language)
        return self.say("adopted text" if kind == "adopted" else "adopted before", kind=name, day=day)

    def text(self, text: str) -> str:
        """Return a text with its cross-references printed as labels."""
        if "⟦" not in text:
            return text
        missing = self.say("missing reference")
        return REFERENCE.sub(lambda found: self.document.labels.get(found[1]) or missing, text)

    def field(self, item: ConsolidatedClause, address: str, pieces: Iterable[Piece]) -> list[Piece]:
        """Return a field's pieces as they read: values and references printed, opening words in italics."""
        clause = item.clause
        if clause.kind in _WITH_OPENING_WORDS:
            base = item.fields[address].base if address in item.fields else clause.content.get(address, "")
            pieces = italic_opening(pieces, base, self.language)
        is_value = field_at(clause.kind, address).kind == "value"
        printed = []
        for piece in pieces:
            text = piece.text
            if piece.at is not None:  # words of a text; brackets and names are printed already
                text = self.text(self.value(text, address) if is_value else text)
            printed.append(piece if text == piece.text else replace(piece, text=text))
        return printed

    def value(self, text: str, address: str = "") -> str:
        """Return a value as readers of the language expect it."""
        return print_value(text, language=self.language, address=address)

    def agreement(self, item: ConsolidatedClause) -> str:
        """Return what keeps a clause from being agreed, "" where it is agreed without conditions."""
        agreement = item.clause.agreement
        if agreement.is_open:
            if agreement.dropped_from:
                return self.say("reopened", level=level_name(agreement.dropped_from, self.language))
            return self.say("open")
        pending = [*agreement.pending_delegations]
        pending += [
            self.document.labels.get(clause) or self.say("missing reference")
            for clause in agreement.pending_clauses
        ]
        if not pending:
            return ""
        level = level_name(agreement.level, self.language)
        return self.say("pending", level=level, whom=", ".join(pending))

    def remarks_on(
        self, amendment: TabledAmendment, names: Callable[[Iterable[str]], list[str]]
    ) -> list[str]:
        """Return what is to be known of an amendment besides its words and its reason, with delegations so named."""
        known = {
            "late": amendment.late,
            "restate": amendment.collides,
            "unconfirmed": amendment.unconfirmed,
        }
        whose = names([amendment.amends]) if amendment.amends else []
        amends = [self.say("amends", whose=one) for one in whose]
        return amends + [self.say(word) for word, holds in known.items() if holds]

    def staleness(self, item: ConsolidatedClause) -> str:
        """Return the note on a text that renders an earlier revision, or that is not there yet."""
        if not item.clause.content and item.clause.standing:
            return self.say("untranslated")
        return self.say("stale") if item.clause.stale else ""
