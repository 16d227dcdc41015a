"""A Word text of any origin becomes the draft of a document: what can be placed as clauses, the rest as remarks."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from documents.errors import Unacceptable
from documents.numbering import label, number_afresh
from documents.placing import Remark, place
from documents.source import Source
from importers.word.plain import read_plain
from importers.word.redline import WordFile


@dataclass(frozen=True, slots=True)
class Draft:
    """What a file is read as, and what somebody must look at: first what is in no clause."""

    source: Source
    remarks: Sequence[Remark]

    @property
    def labels(self) -> Mapping[str, str]:
        """Return key -> label as the document would begin with."""
        labels: dict[str, str] = {}
        numbers = number_afresh((one.key, one.kind, one.parent) for one in self.source.clauses)
        for one in self.source.clauses:
            labels[one.key] = label(
                one.kind,
                numbers[one.key],
                parent=labels.get(one.parent or "", ""),
                profile=self.source.numbering,
                language=self.source.language,
            )
        return labels


def draft_of(
    file: WordFile, *, slug: str, symbol: str, language: str, title: str = "", notice: str = ""
) -> Draft:
    """Return a Word text as the draft of a document that is negotiated in its language.

    Raises Unacceptable where there is no text, or no title and none is given.
    """
    blocks, notes = read_plain(file)
    placed = place(blocks, language)
    if not placed.clauses:
        raise Unacceptable("There is no text in this file that a document could begin with.", field="file")
    if not (title or placed.title):
        raise Unacceptable("Nothing in this file is its title; give the document one.", field="title")
    remarks = [
        *placed.unplaced,
        *(Remark(note, "It is a footnote; clauses have none.", placed=False) for note in notes),
        *(Remark("", said, placed=False) for said in file.notes),
        *(remark for remark in placed.remarks if remark.placed),
    ]
    source = Source(
        slug=slug,
        symbol=symbol,
        title=title or placed.title,
        language=language,
        negotiated_language=language,
        numbering=placed.numbering,
        notice=notice,
        clauses=placed.clauses,
    )
    return Draft(source, remarks)
