"""What stands behind a clean text: the statements of delegations, and who has adopted, initialled and signed it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from documents.document import AnnexedStatement
from exporters.word import xml
from exporters.word.naming import day_in_words, language_name, word_tag
from exporters.word.pieces import Piece, Writer
from exporters.word.printing import Printer

_STYLES = {
    "heading": "AnnexHeading",
    "statement": "StatementHeading",
    "text": "StatementText",
    "act": "StatementText",
    "note": "StatementText",
}
_ON_A_NEW_PAGE = "<w:pageBreakBefore/>"
_FLUSH_LEFT = '<w:jc w:val="left"/>'  # a line with a hash in it is not spread over the width


@dataclass(frozen=True, slots=True)
class AnnexLine:
    """One paragraph of the annex: what it is, its words, and their language."""

    kind: Literal["heading", "statement", "text", "act", "note"]
    words: str
    language: str


def annex_lines(printer: Printer) -> Iterator[AnnexLine]:
    """Yield the annex of a document paragraph by paragraph; nothing where there is none."""
    annex, language = printer.document.annex, printer.language
    if annex.statements:
        yield AnnexLine("heading", printer.say("annex"), language)
    for one in annex.statements:
        yield AnnexLine("statement", _named(one, printer), language)
        for paragraph in filter(None, one.text.split("\n")):
            yield AnnexLine("text", paragraph, one.language)
        if one.language != language:
            given = printer.say("given in", language=language_name(one.language, language))
            yield AnnexLine("note", given, language)
    if annex.participation or annex.adopted is not None:
        heading = printer.say("adoption" if annex.adopted is not None else "participation")
        yield AnnexLine("heading", heading, language)
    if annex.adopted is not None:
        adopted = annex.adopted
        words = printer.say(
            "adopted as",
            place=adopted.place,
            day=day_in_words(adopted.day, language),
            body=adopted.body,
            symbol=adopted.symbol,
            hash=adopted.hash,
        )
        yield AnnexLine("act", words, language)
    for name, acts in annex.participation:
        done = "; ".join(printer.say(act, day=day_in_words(day, language)) for act, day in acts)
        yield AnnexLine("act", f"{name}: {done}", language)


def xml_of(printer: Printer, writer: Writer) -> str:
    """Return the annex as paragraphs that begin on a page of their own."""
    written = []
    for number, line in enumerate(annex_lines(printer)):
        in_language = (
            writer if line.language == printer.language else writer.speaking(word_tag(line.language))
        )
        piece = Piece(line.words, italic=line.kind == "note")
        properties = ("" if number else _ON_A_NEW_PAGE) + (_FLUSH_LEFT if line.kind == "act" else "")
        written.append(xml.p(_STYLES[line.kind], in_language.runs([piece]), properties=properties))
    return "".join(written)


def _named(one: AnnexedStatement, printer: Printer) -> str:
    labels = printer.document.labels
    clauses = [labels[clause] for clause in one.clauses if labels.get(clause)]
    # A clause that has left the text since has no label any more; without a word on it, this were on the whole text.
    if any(clause not in labels for clause in one.clauses):
        clauses.append(printer.say("what is no longer in the text"))
    kind = printer.say(one.kind)
    if not clauses:
        return printer.say("statement", name=one.delegation, kind=kind)
    return printer.say("statement on", name=one.delegation, kind=kind, clauses=", ".join(clauses))
