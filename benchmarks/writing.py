"""Write one tracked Word file from prepared values, or read it: python -m benchmarks.writing PROGRAM VALUES FILE.

A module of its own, which imports nothing that the writing does not need: the start of the process is measured.
"""

import pickle
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from documents.document import ConsolidatedDocument
    from documents.redlines import Finding

DATE = "2026-04-22T09:00:00Z"


def write_ours(values: bytes, file: Path) -> None:
    """Write a document in the tracked form."""
    from exporters.word import export

    file.write_bytes(export(pickle.loads(values), "tracked"))


def write_with_python_docx(values: bytes, file: Path) -> None:
    """Write paragraphs, each a style, a label and stretches of words, by the calls that python-docx offers."""
    import docx
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    document = docx.Document()
    changes = 0
    for number, stretches in enumerate(pickle.loads(values), start=1):
        paragraph = document.add_paragraph(style="Body Text")
        paragraph.add_run(f"OP {number}\t", style="Strong")
        for op, text, author in stretches:
            run = paragraph.add_run(text)
            if not op:
                continue
            changes += 1
            change = OxmlElement(f"w:{op}")
            for name, value in (("id", str(changes)), ("author", author), ("date", DATE)):
                change.set(qn(f"w:{name}"), value)
            run._r.addprevious(change)
            change.append(run._r)
            if op == "del":
                for words in run._r.findall(qn("w:t")):
                    words.tag = qn("w:delText")
    document.save(str(file))


def read(data: bytes, document: "ConsolidatedDocument") -> "tuple[Finding, ...]":
    """Return what every author of a tracked file of a document proposes."""
    from documents.findings import find_proposals
    from documents.pairing import Unit
    from documents.printed_from import Known
    from importers.word.redline import WordFile, read_redline

    clauses = [item.clause for item in document.clauses]
    redline = read_redline(
        WordFile(data),
        [Unit(clause.text, clause.id, clause.label) for clause in clauses],
        names=set(document.delegations),
    )
    known = [
        Known(
            id=clause.id, kind=clause.kind, label=clause.label, contents=((clause.revision, clause.content),)
        )
        for clause in clauses
    ]
    return find_proposals(redline, known, labels=document.labels, language=document.language)


def read_back(values: bytes, file: Path) -> None:
    """Read a tracked file of a document."""
    document = pickle.loads(values)
    assert len(read(file.read_bytes(), document)) >= len(document.clauses)


PROGRAMS = {"ours": write_ours, "python-docx": write_with_python_docx, "back": read_back}

if __name__ == "__main__":
    PROGRAMS[sys.argv[1]](Path(sys.argv[2]).read_bytes(), Path(sys.argv[3]))
