"""The body of a Word file: clause by clause in upright pages, chapters of entries in landscape ones."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby

from documents.content import ClauseKind
from documents.document import ConsolidatedClause, ConsolidatedDocument
from exporters.word import xml
from exporters.word.entries import entry_table
from exporters.word.forms import FormRules
from exporters.word.lists import Counted
from exporters.word.long_entries import long_entries
from exporters.word.pieces import Piece, Writer
from exporters.word.printing import Printer

_STYLES: Mapping[ClauseKind, str] = {
    "title": "Title",
    "chapeau": "Chapeau",
    "heading": "SectionHeading",
    "preambular": "Preambular",
    "operative": "Operative",
    "sub_item": "SubItem",
    "closing": "Closing",
    "chapter": "ChapterHeading",
}
_PARAGRAPHS = ("preambular", "operative", "sub_item")
_LABELLED = (*_PARAGRAPHS, "chapter")
_COPY = "_Copy_1"
_BESIDE_LABELS = ("chapeau", "heading", "closing")
# Width and distance from the page's edge: in the right margin of the upright page, and, where that is narrow,
# at the right end of a chapter's heading.
_MARGIN_NOTE = (1160, 10546)
_CHAPTER_NOTE = (2400, 13418)


@dataclass(frozen=True, slots=True)
class Sections:
    """The properties of the two kinds of pages, as the template has them."""

    upright: str
    landscape: str


@dataclass(frozen=True, slots=True)
class Body:
    """Writes the clauses of a document in one form."""

    document: ConsolidatedDocument
    printer: Printer
    form: FormRules
    writer: Writer
    counted: Counted
    sections: Sections
    long: bool = False  # entries one below the other instead of in tables

    def xml(self, opening: str, closing: str = "") -> str:
        """Return the body's content: what opens the document, the clauses, what closes it, a rule at the end."""
        shown = self.form.arranged()
        pages = [
            (landscape, list(items))
            for landscape, items in groupby(shown, key=lambda one: one[0].clause.kind in ("chapter", "entry"))
        ]
        if not pages or pages[0][0]:
            pages.insert(0, (False, []))
        written = [opening]
        for number, (landscape, items) in enumerate(pages):
            written += (
                self._chapters([item for item, _ in items])
                if landscape
                else (self.paragraph(item, form) for item, form in items)
            )
            if number == 0:
                written += self._contents([item for item, _ in shown if item.clause.kind == "chapter"])
            section = self.sections.landscape if landscape and not self.long else self.sections.upright
            if number + 1 < len(pages):
                written.append(xml.p("SectionBreak", "", after=section))
            else:
                written += [closing, xml.p("EndRule", ""), section]
        return "".join(written)

    def _contents(self, chapters: list[ConsolidatedClause]) -> Iterator[str]:
        """Yield a table of contents that leads to the chapters, where there are any: Word can update it."""
        if not chapters:
            return
        heading = [Piece(self.printer.say("contents"))]
        yield xml.p("ContentsHeading", self.writer.runs(heading))
        lines = [
            xml.hyperlink(
                f"_cl_{item.clause.id}",
                self.writer.runs([Piece(f"{_label(item)}\t"), Piece(self.printer.text(item.clause.text))]),
            )
            for item in chapters
        ]
        # Without page numbers, which only a word processor can count.
        for line in xml.toc(r'TOC \o "1-1" \n \h', lines):
            yield xml.p("TOC1", line)

    def _chapters(self, items: list[ConsolidatedClause]) -> Iterator[str]:
        started = False
        for is_entry, run in groupby(items, key=lambda item: item.clause.kind == "entry"):
            if is_entry and self.long:
                yield long_entries(list(run), printer=self.printer, form=self.form, writer=self.writer)
                continue
            if is_entry:
                yield entry_table(list(run), printer=self.printer, form=self.form, writer=self.writer)
                # Two tables that touch become one in Word.
                yield xml.p("SectionBreak", "")
                continue
            for item in run:
                yield self.paragraph(item, self.form, new_page=started)
                started = True

    def paragraph(self, item: ConsolidatedClause, form: FormRules, *, new_page: bool = False) -> str:
        """Return a clause as a paragraph by the rules of a form, with the note that stands beside it."""
        clause, ids = item.clause, self.writer.ids
        style = _STYLES[clause.kind]
        whole = form.whole(item)
        changes = (whole,) if whole else ()
        before, after = form.frame(item)
        pieces = [*before, *self.printer.field(item, "text", form.field(item, "text")), *after]
        if not pieces:
            pieces = [Piece(self.printer.say("untranslated"), "FieldName")]
        place = self.counted.places.get(clause.id)
        label = "" if place or clause.kind not in _LABELLED else _label(item)
        notes = form.remarks(item)
        if label:
            # One run, break to the text included: whoever reads the file back drops it by its style.
            if clause.kind == "chapter":
                opening = [Piece(f"{label}\u2002", "ChapterNumber", changes, notes=notes)]
            else:
                opening = [Piece(f"{label}\t", "ClauseLabel", changes, notes=notes)]
        else:
            opening = []
            pieces[0] = pieces[0].with_notes(notes)
        content = self.writer.runs([*opening, *pieces])
        indent = '<w:ind w:left="0"/>' if clause.kind in _BESIDE_LABELS and self._flush else ""
        properties = (
            ("<w:pageBreakBefore/>" if new_page else "")
            + (xml.num_pr(*place) if place else "")
            + xml.shd(form.fill(item))
            + indent
        )
        move = form.moved()
        # A name stands once in a file; whoever pastes a copy gives it this one.
        name = f"_cl_{clause.id}{_COPY if move and move.op == 'moveTo' else ''}"
        start, end = xml.move_range(move, f"move_{clause.id}", ids) if move else ("", "")
        paragraph = xml.p(
            style,
            start + "".join(xml.bookmarked(name, [content], ids)),
            properties=properties,
            mark=xml.revision_mark(whole, ids),
        )
        return self._beside(item, form) + paragraph + end

    @property
    def _flush(self) -> bool:
        """Whether paragraphs begin at the margin: a document without labels needs no room for them."""
        return not any(item.clause.kind in _PARAGRAPHS for item in self.document.clauses)

    def _beside(self, item: ConsolidatedClause, form: FormRules) -> str:
        note = form.margin(item)
        if not note:
            return ""
        run = self.writer.runs([Piece(note)])
        width, x = _CHAPTER_NOTE if item.clause.kind == "chapter" and not self.long else _MARGIN_NOTE
        return xml.p("StatusNote", run, properties=xml.frame_pr(width=width, x=x))


def _label(item: ConsolidatedClause) -> str:
    """Return what stands before the text: a sub-item shows its letter, the paragraph above it the rest."""
    clause = item.clause
    if clause.kind == "sub_item" and clause.number:
        return f"({clause.number})"
    if clause.kind == "chapter" and clause.label:
        return f"{clause.label}."
    return clause.label
