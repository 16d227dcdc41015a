"""A whole document as a Word file in each form, against python-docx writing the same text as plain paragraphs."""

from collections.abc import Iterator
from functools import partial
from io import BytesIO

from docx import Document

from benchmarks.measuring import Ratio, compare
from benchmarks.scale import Scale
from benchmarks.texts import consolidated
from documents.document import ConsolidatedClause
from documents.notation import write_bracketed
from exporters.word import export
from exporters.word.forms import Form

FORMS: tuple[Form, ...] = ("clean", "consolidated", "tracked")


def measure(scale: Scale) -> Iterator[Ratio]:
    """Yield the three forms; the values are made beforehand."""
    document = consolidated(scale.document)
    for form in FORMS:
        texts = [_text(item, form) for item in document.clauses]
        yield compare(
            f"export {scale.document:,} clauses to Word, {form}",
            partial(export, document, form),
            "plain paragraphs of the same text",
            partial(_plain, texts),
            rounds=scale.rounds,
        )


def _text(item: ConsolidatedClause, form: Form) -> str:
    """Return what a form shows of a clause; tracked changes hold the words that the brackets hold."""
    return item.clause.text if form == "clean" else write_bracketed(item.fields["text"])


def _plain(texts: list[str]) -> bytes:
    file = Document()
    for text in texts:
        file.add_paragraph(text)
    buffer = BytesIO()
    file.save(buffer)
    return buffer.getvalue()
