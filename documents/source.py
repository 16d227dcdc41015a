"""Text files of a document, one per language: what a drafter writes in any editor.

A header between two lines of three hyphens, then blocks that each begin with ``== KIND KEY``. A paragraph's
text is what follows, wrapped as one likes; an entry's is ``field: text`` with indented lines below. Lines
that begin with ``# `` are the drafter's comments. Numbers are never written, labels are computed.

*Prose* stands in the file of every language, *values* in the file of the negotiated one alone, so that no
sum can differ between two languages. A file that breaks the form is refused with its line and what was
expected there; nothing is guessed and nothing is left out silently, except invisible characters.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import NoReturn

from documents.blocks import Block, Line, clean_lines, read_blocks, read_header, require_known_references
from documents.content import ClauseKind, Field, Rows, fields_of, ordered_addresses, prose_only, row_ids
from documents.errors import MalformedSource, Unacceptable


@dataclass(frozen=True, slots=True)
class SourceClause:
    """A clause as it stands in a file: its key, its kind, what it belongs to, its content, its first line."""

    key: str
    kind: ClauseKind
    parent: str | None  # key of the paragraph of a sub-item, of the chapter of an entry
    content: dict[str, str]
    line: int


@dataclass(frozen=True, slots=True)
class Source:
    """One text file: its header and its clauses in order."""

    slug: str
    symbol: str
    title: str
    language: str
    negotiated_language: str
    numbering: str
    notice: str  # "" or the sentence that marks an illustrative text
    clauses: tuple[SourceClause, ...]

    @property
    def is_aligned(self) -> bool:
        """Whether this file renders a text that is negotiated in another language."""
        return self.language != self.negotiated_language


_FIELD = re.compile(r"(?P<name>\w+):(?:\s+(?P<text>.*))?")
_CELL_BORDER = re.compile(r"\s\|(?=\s|$)")
_ROW_ID = re.compile(r"[a-z0-9]{1,16}")


def read_source(text: str, *, file: str) -> Source:
    """Read a text file's content; ``file`` is its name as a refusal should give it.

    The texts come out in NFC, without invisible characters and without line breaks in paragraphs.

    Raises MalformedSource with the line and what was expected there.
    """
    lines = clean_lines(text, file)
    header, start = read_header(lines, file)
    aligned = header["language"] != header["negotiated"]
    clauses: dict[str, SourceClause] = {}
    before: SourceClause | None = None
    for block in read_blocks(lines[start:], file):
        if block.key in clauses:
            expected = f"a key of its own, for {block.key!r} stands already in line {clauses[block.key].line}"
            raise MalformedSource(file, block.line, expected)
        parent = _parent(block, before, file)
        content = _read_entry(block, aligned, file) if block.kind == "entry" else _read_paragraph(block, file)
        before = clauses[block.key] = SourceClause(block.key, block.kind, parent, content, block.line)
    if not clauses:
        raise MalformedSource(file, lines[-1].number, "at least one block, such as '== title title'")
    require_known_references(lines[start:], header["slug"], clauses.keys(), file)
    return Source(
        slug=header["slug"],
        symbol=header["symbol"],
        title=header["title"],
        language=header["language"],
        negotiated_language=header["negotiated"],
        numbering=header["numbering"],
        notice=header.get("notice", ""),
        clauses=tuple(clauses.values()),
    )


def _parent(block: Block, before: SourceClause | None, file: str) -> str | None:
    """Return the key of what a block belongs to; refuse a place where it can belong to nothing."""
    within = before.kind if before else None
    if block.kind == "sub_item":
        if before and within in ("preambular", "operative"):
            return before.key
        if before and within == "sub_item":
            return before.parent
        raise MalformedSource(file, block.line, "a sub_item only after a preambular or operative paragraph")
    if block.kind == "entry":
        if before and within == "chapter":
            return before.key
        if before and within == "entry":
            return before.parent
        raise MalformedSource(file, block.line, "an entry only inside a chapter")
    if within in ("chapter", "entry") and block.kind not in ("chapter", "closing"):
        raise MalformedSource(file, block.line, f"inside a chapter only entries; not {block.kind}")
    return None


def _read_paragraph(block: Block, file: str) -> dict[str, str]:
    if not block.body:
        raise MalformedSource(file, block.line, f"a text under '== {block.kind} {block.key}'")
    return {"text": " ".join(text.strip() for _, text in block.body)}


def _read_entry(block: Block, aligned: bool, file: str) -> dict[str, str]:
    declared = {known.name: known for known in fields_of("entry")}
    fields: dict[str, list[Line]] = {}
    name = ""
    for number, text in block.body:
        if text.startswith(" "):
            if not name or not text.startswith("  "):
                expected = "a field 'name: text', or two spaces before a line that continues one"
                raise MalformedSource(file, number, expected)
            fields[name].append(Line(number, text.strip()))
            continue
        found = _FIELD.fullmatch(text)
        if not found or found["name"] not in declared:
            raise MalformedSource(file, number, f"one of the fields {', '.join(declared)}, as 'name: text'")
        name = found["name"]
        _require_field_may_stand(declared[name], name in fields, aligned, number, file)
        fields[name] = [Line(number, (found["text"] or "").strip())]
    content: dict[str, str] = {}
    for known in declared.values():
        if known.name in fields:
            first, *below = fields[known.name]
            if isinstance(known, Rows):
                content |= _read_rows(known, first, below, aligned, file)
            else:
                content[known.name] = _read_field(known, first, below, file)
        elif isinstance(known, Field) and known.required and (known.kind == "prose" or not aligned):
            raise MalformedSource(file, block.line, f"a field '{known.name}: ...' in the entry {block.key!r}")
    return {address: content[address] for address in ordered_addresses("entry", content)}


def _require_field_may_stand(
    known: Field | Rows, repeated: bool, aligned: bool, line: int, file: str
) -> None:
    if repeated:
        raise MalformedSource(file, line, f"the field {known.name!r} once only")
    if aligned and isinstance(known, Field) and known.kind == "value":
        expected = f"prose only, for {known.name!r} is a value and stands in the negotiated language's file"
        raise MalformedSource(file, line, expected)


def _read_field(known: Field, first: Line, below: list[Line], file: str) -> str:
    texts = [text for _, text in (first, *below) if text]
    if not texts:
        raise MalformedSource(
            file, first.number, f"a text after '{known.name}:'; leave the line out if there is none"
        )
    return ("\n" if known.lines else " ").join(texts)


def _read_rows(known: Rows, first: Line, below: list[Line], aligned: bool, file: str) -> dict[str, str]:
    if first.text or not below:
        raise MalformedSource(
            file, first.number, f"rows under '{known.name}:', each on an indented line of its own"
        )
    names = _cell_names(known, aligned)
    content: dict[str, str] = {}
    seen: set[str] = set()
    for number, text in below:
        row, *cells = (cell.strip() for cell in _CELL_BORDER.split(text))
        if not _ROW_ID.fullmatch(row) or row in seen:
            raise MalformedSource(
                file, number, "a row id of its own (small letters and digits) before the first ' | '"
            )
        if len(cells) != len(names):
            spelt = " | ".join(("row id", *names))
            raise MalformedSource(
                file, number, f"{len(names)} cells after the row id: {spelt}; not {len(cells)}"
            )
        if not any(cells):
            raise MalformedSource(file, number, f"something in the row {row!r} of {known.name}")
        seen.add(row)
        content |= {
            f"{known.name}.{row}.{name}": cell for name, cell in zip(names, cells, strict=True) if cell
        }
    return content


def _cell_names(known: Rows, aligned: bool) -> list[str]:
    return [cell.name for cell in known.cells if cell.kind == "prose" or not aligned]


def require_same_structure(negotiated: Source, aligned: Source, *, file: str) -> None:
    """Refuse an aligned text whose clauses, rows or prose fields are not those of the negotiated one.

    ``file`` is the aligned file's name. Raises MalformedSource with the line in that file.
    """

    def refuse(line: int, expected: str) -> NoReturn:
        raise MalformedSource(file, line, f"{expected}, as in the {negotiated.language} text")

    for name in ("slug", "symbol", "numbering", "negotiated_language"):
        if getattr(negotiated, name) != getattr(aligned, name):
            refuse(1, f"in the header {name.removesuffix('_language')}: {getattr(negotiated, name)}")
    last = 1
    for index, theirs in enumerate(negotiated.clauses):
        wanted = f"== {theirs.kind} {theirs.key}"
        if index == len(aligned.clauses):
            refuse(last, f"'{wanted}' to follow")
        ours = aligned.clauses[index]
        last = ours.line
        if (ours.kind, ours.key) != (theirs.kind, theirs.key):
            refuse(ours.line, f"'{wanted}'")
        _require_same_fields(theirs, ours, refuse)
    if len(aligned.clauses) > len(negotiated.clauses):
        refuse(
            aligned.clauses[len(negotiated.clauses)].line, f"no clause after {negotiated.clauses[-1].key!r}"
        )


def _require_same_fields(
    theirs: SourceClause, ours: SourceClause, refuse: Callable[[int, str], NoReturn]
) -> None:
    for known in fields_of(theirs.kind):
        if isinstance(known, Rows):
            wanted = row_ids(theirs.content, known.name)
            if wanted != row_ids(ours.content, known.name):
                refuse(ours.line, f"{known.name} with the rows {', '.join(wanted) or 'none'} in {ours.key!r}")
    wanted = ordered_addresses(theirs.kind, prose_only(theirs.kind, theirs.content))
    found = ordered_addresses(ours.kind, prose_only(ours.kind, ours.content))
    for address in wanted:
        if address not in found:
            refuse(ours.line, f"{address} in {ours.key!r}")
    for address in found:
        if address not in wanted:
            refuse(ours.line, f"no {address} in {ours.key!r}")


def write_source(source: Source) -> str:
    """Write a text file that reads back as the same header and the same clauses.

    Raises Unacceptable where a text cannot stand in such a file (a cell that holds " | ", an empty line in a
    field, a paragraph that begins like a block): it would come back as something else.
    """
    lines = ["---", f"slug: {source.slug}", f"symbol: {source.symbol}", f"language: {source.language}"]
    lines += [f"negotiated: {source.negotiated_language}", f"numbering: {source.numbering}"]
    lines += [f"title: {source.title}"] + ([f"notice: {source.notice}"] if source.notice else []) + ["---"]
    for clause in source.clauses:
        lines += ["", f"== {clause.kind} {clause.key}"]
        lines += (
            _entry_lines(clause, source.is_aligned) if clause.kind == "entry" else [clause.content["text"]]
        )
    written = "\n".join(lines) + "\n"
    _require_reads_back(written, source)
    return written


def _entry_lines(clause: SourceClause, aligned: bool) -> list[str]:
    lines: list[str] = []
    for known in fields_of("entry"):
        if isinstance(known, Rows):
            rows = row_ids(clause.content, known.name)
            lines += [f"{known.name}:"] if rows else []
            for row in rows:
                cells = (
                    clause.content.get(f"{known.name}.{row}.{name}", "")
                    for name in _cell_names(known, aligned)
                )
                lines.append(("  " + " | ".join((row, *cells))).rstrip())
        elif known.name in clause.content:
            first, *below = clause.content[known.name].split("\n")
            lines += (
                [f"{known.name}:", f"  {first}", *(f"  {text}" for text in below)]
                if below
                else [f"{known.name}: {first}"]
            )
    return lines


def _require_reads_back(written: str, source: Source) -> None:
    try:
        read = read_source(written, file=f"{source.slug}.{source.language}.md")
    except MalformedSource as refusal:
        expected = refusal.facts["expected"]
        raise Unacceptable(
            f"This document cannot be written to a text file: expected {expected}."
        ) from refusal
    for ours, theirs in zip(source.clauses, read.clauses, strict=False):
        if replace(ours, line=theirs.line) != theirs:
            message = f"The text of {ours.key} would not come back from a text file as it stands; reword it."
            raise Unacceptable(message, clause=ours.key)
    if replace(read, clauses=()) != replace(source, clauses=()) or len(read.clauses) != len(source.clauses):
        raise Unacceptable("The header or the number of clauses would not come back from a text file.")
