"""Write one tracked Word file from prepared values: python -m benchmarks.writing ours|python-docx VALUES FILE.

A module of its own, which imports nothing that the writing does not need: the start of the process is measured.
"""

import pickle
import sys
from pathlib import Path

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


PROGRAMS = {"ours": write_ours, "python-docx": write_with_python_docx}

if __name__ == "__main__":
    PROGRAMS[sys.argv[1]](Path(sys.argv[2]).read_bytes(), Path(sys.argv[3]))
