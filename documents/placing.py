"""A text that knows no clauses becomes a draft of them: what each paragraph is, by its style, its label and its words.

Nothing is left out: what could not be placed is listed with the reason, and what was placed by a guess says so.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from documents.cleaning import clean
from documents.content import ClauseKind, field_at
from documents.entry_columns import fields_of_columns, holds_entries, read_row
from documents.opening_words import opening_words
from documents.source import SourceClause
from documents.written import Block, Table, Written

_NUMBER = re.compile(
    r"(?:(?P<kind>PP|OP|п\.\s*преамбулы|п\.)\s*)?(?P<number>\d+(?:\s+(?:bis|ter|quater))?)[.)]?$", re.I
)
_LETTER = re.compile(r"\(?(?:[a-zа-я]{1,2}|[ivx]{1,5})\)|[a-zа-я]\.$", re.I)
_BULLETS = frozenset("•–—-*·o▪●○■§")
_TYPED = re.compile(
    r"(?P<label>(?:PP|OP)\s*\d+(?:\s+(?:bis|ter|quater))?[.)]?|п\.\s*(?:преамбулы\s*)?\d+[.)]?|\d+[.)]"
    r"|\((?:[a-zа-я]{1,2}|[ivx]{1,5})\)|[a-zа-я]\)|[•–—▪●])\s+(?=\S)",
    re.I,
)
_CLOSING = re.compile(r"(?:Done|Adopted|Signed|Совершено|Принят[аоы]?|Подписан[аоы]?)\b")
_TITLE_WORDS = 40  # at most, of a first paragraph that is a title without saying so


@dataclass(frozen=True, slots=True)
class Remark:
    """What a reader must look at: the words as they came, and what was or was not done with them."""

    text: str
    why: str
    placed: bool  # False: it is in no clause


@dataclass(frozen=True, slots=True)
class Placed:
    """A draft: its title, its clauses in order, its numbering profile, and what is to be looked at."""

    title: str
    clauses: tuple[SourceClause, ...]
    numbering: str
    remarks: tuple[Remark, ...]

    @property
    def unplaced(self) -> tuple[Remark, ...]:
        """What is in no clause."""
        return tuple(remark for remark in self.remarks if not remark.placed)


def place(blocks: Sequence[Block], language: str) -> Placed:
    """Return the draft that a text is, its texts cleaned as all that comes in.

    Raises ForbiddenCharacter and TooLong.

    >>> text = [Written("Declaration on water"), Written("Noting the drought,"), Written("Agree:", label="1.")]
    >>> [(clause.kind, clause.content["text"]) for clause in place(text, "en").clauses]
    [('title', 'Declaration on water'), ('preambular', 'Noting the drought,'), ('operative', 'Agree:')]
    """
    placing = _Placing(language, numbered=any(_is_numbered(block) for block in blocks))
    for at, block in enumerate(blocks):
        if isinstance(block, Table):
            placing.table(block)
        elif block.text.strip():
            placing.paragraph(_with_typed_label(block), before_entries=_before_entries(blocks[at + 1 :]))
    return placing.placed()


def _before_entries(following: Sequence[Block]) -> bool:
    """Whether the next thing with words is a table of entries."""
    for block in following:
        if isinstance(block, Table):
            return bool(block.rows) and holds_entries(block.rows[0])
        if block.text.strip():
            return False
    return False


def _is_numbered(block: Block) -> bool:
    return isinstance(block, Written) and bool(_NUMBER.match(_with_typed_label(block).label))


def _with_typed_label(block: Written) -> Written:
    """Return a paragraph with the label that was typed before its words as its label."""
    found = None if block.label else _TYPED.match(block.text.strip())
    if found is None:
        return block
    return Written(block.text.strip()[found.end() :], block.style, found["label"], block.depth)


@dataclass(slots=True)
class _Placing:
    """Goes through a text and remembers what stands already."""

    language: str
    numbered: bool  # whether any paragraph has a number: then one without is something else
    clauses: list[SourceClause] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)
    counts: Counter[ClauseKind] = field(default_factory=Counter)  # of clauses so far

    def placed(self) -> Placed:
        """Return what came of it."""
        title = next((one.content["text"] for one in self.clauses if one.kind == "title"), "")
        numbering = "programme" if self.counts["chapter"] else "declaration"
        return Placed(title, tuple(self.clauses), numbering, tuple(self.remarks))

    def paragraph(self, block: Written, *, before_entries: bool) -> None:
        """Give a paragraph its place."""
        kind = self._kind(block, before_entries)
        if kind is None:
            why = (
                "In a chapter stand entries alone."
                if self._in_chapter
                else "It stands behind the closing words."
            )
            self._leave(" ".join(filter(None, (block.label, block.text))), why)
            return
        if kind == "title" and self.clauses and self.clauses[-1].kind == "title":
            whole = f"{self.clauses.pop().content['text']} {block.text}"
            self._add("title", {"text": whole})
            return
        parent = self._paragraph_above() if kind == "sub_item" else None
        if kind == "sub_item" and block.depth > 1:
            self._note(block.text, "It stood two levels down; here it is one level down.")
        self._add(kind, {"text": block.text}, parent=parent)

    def table(self, table: Table) -> None:
        """Make entries of the rows of a table, where its heads say so."""
        heads, *rows = table.rows or ((),)
        if not holds_entries(heads):
            self._leave(
                "\n".join(" | ".join(row) for row in table.rows), "Its columns are not those of entries."
            )
            return
        fields = fields_of_columns(heads)
        for head, known in zip(heads, fields, strict=True):
            if not known and head.strip():
                self._note(head, "No field has this name; what stands under it is listed row by row.")
        for cells in rows:
            content, left = read_row(fields, cells, self.counts["entry"] + 1)
            if "title" not in content:
                if any(cell.strip() for cell in cells):
                    self._leave(" | ".join(cells), "This row names no action.")
                continue
            self._add("entry", content, parent=self._chapter())
            for line in left:
                self._leave(line, f"No field of the entry {content['code']} takes it.")

    def _kind(self, block: Written, before_entries: bool) -> ClauseKind | None:
        """Return what a paragraph is, None where it can stand nowhere."""
        kinds = set(self.counts)
        text = block.text.strip()
        if block.style == "title" and kinds <= {"title"}:
            return "title"
        if block.style == "heading":
            return "chapter" if before_entries or self._in_chapter else "heading"
        if _CLOSING.match(text) and kinds & {"operative", "entry"}:
            return "closing"
        if before_entries and "operative" not in kinds:
            return "chapter"
        if self._in_chapter or "closing" in kinds:
            return None
        if _is_letter(block.label) or (block.depth and self._paragraph_above()):
            if self._paragraph_above():
                return "sub_item"
            self._note(text, "It is lettered, but no paragraph stands above it.")
            return "operative"
        if found := _NUMBER.match(block.label):
            prefix = (found["kind"] or "").lower()
            return "preambular" if prefix == "pp" or "преамбулы" in prefix else "operative"
        return self._kind_by_words(text, kinds)

    def _kind_by_words(self, text: str, kinds: set[ClauseKind]) -> ClauseKind:
        if not kinds and len(text.split()) <= _TITLE_WORDS and not opening_words(text, self.language):
            return "title"
        opens = bool(opening_words(text, self.language))
        if "operative" in kinds:
            if self.numbered and not opens:
                self._note(text, "It has no number, though others have; it stands as a paragraph of its own.")
            return "operative"
        if opens:
            return "preambular" if text.endswith(",") else "operative"
        if not kinds & {"preambular", "chapeau"}:
            return "chapeau"
        self._note(text, "Neither a number nor its first words tell what it is; its place does.")
        return "preambular" if text.endswith(",") else "operative"

    @property
    def _in_chapter(self) -> bool:
        return bool(self.clauses) and self.clauses[-1].kind in ("chapter", "entry")

    def _paragraph_above(self) -> str | None:
        last = self.clauses[-1] if self.clauses else None
        if last is None or last.kind not in ("preambular", "operative", "sub_item"):
            return None
        return last.parent if last.kind == "sub_item" else last.key

    def _chapter(self) -> str:
        last = self.clauses[-1] if self.clauses else None
        if last is not None and last.kind == "entry" and last.parent:
            return last.parent
        if last is None or last.kind != "chapter":
            title = next((one.content["text"] for one in self.clauses if one.kind == "title"), "Actions")
            self._note(title, "No heading stands above a table of actions; its chapter is called so.")
            self._add("chapter", {"text": title})
        return self.clauses[-1].key

    def _add(self, kind: ClauseKind, content: dict[str, str], *, parent: str | None = None) -> None:
        self.counts[kind] += 1
        cleaned = {
            address: clean(_one_line(kind, address, text), field_at(kind, address), address=address).text
            for address, text in content.items()
        }
        key = f"{kind.replace('_', '-')}-{self.counts[kind]}"
        self.clauses.append(SourceClause(key, kind, parent, cleaned, line=0))

    def _note(self, text: str, why: str) -> None:
        self.remarks.append(Remark(text, why, placed=True))

    def _leave(self, text: str, why: str) -> None:
        self.remarks.append(Remark(text, why, placed=False))


def _is_letter(label: str) -> bool:
    return bool(_LETTER.match(label)) or label.strip() in _BULLETS


def _one_line(kind: ClauseKind, address: str, text: str) -> str:
    """Return a text without the line breaks that its field cannot hold."""
    return text if field_at(kind, address).lines else " ".join(text.split())
