"""One tracked Word file written by three programs, each in a process of its own: ours, plain python-docx, pandoc.

What the rivals write is less than what ours writes: the same words by the same authors, but no bookmarks, no
languages, no header. ``python -m benchmarks.rivals`` prints also how much memory each takes.
"""

import pickle
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Literal

from benchmarks.measuring import Ratio, compare
from benchmarks.scale import FULL, Scale
from benchmarks.texts import lightly_amended
from documents.consolidation import Passage
from documents.document import ConsolidatedDocument

DATE = "2026-04-22T09:00:00Z"
PANDOC = "pandoc"
_PEAK = """
import resource, subprocess, sys
subprocess.run(sys.argv[1:], check=True)
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)  # kilobytes on Linux
"""


@dataclass(frozen=True, slots=True)
class Stretch:
    """Words of a paragraph that stay, come or go, and who wants it so."""

    op: Literal["", "ins", "del"]
    text: str
    author: str = ""


Command = Sequence[str]


def measure(scale: Scale) -> Iterator[Ratio]:
    """Yield our export against each rival, process start included."""
    with TemporaryDirectory() as folder:
        commands = _prepare(Path(folder), lightly_amended(scale.document))
        _run(commands["ours"])
        back = (*commands["ours"][:-3], "back", *commands["ours"][-2:])
        yield compare(
            f"read a tracked file of {scale.document:,} clauses back, process start included",
            partial(_run, back),
            "writing it",
            partial(_run, commands["ours"]),
            rounds=scale.rounds,
        )
        for rival, command in commands.items():
            if rival != "ours":
                yield compare(
                    f"{rival}: write {scale.document:,} clauses with tracked changes, process start included",
                    partial(_run, command),
                    "ours",
                    partial(_run, commands["ours"]),
                    rounds=scale.rounds,
                )
    if PANDOC not in commands:
        print("(not measured against pandoc: it is not installed)")


def _prepare(folder: Path, document: ConsolidatedDocument) -> dict[str, Command]:
    """Write what each program reads; return how each is called."""
    values, plain, marked = folder / "values.pickle", folder / "plain.pickle", folder / "marked.md"
    values.write_bytes(pickle.dumps(document))
    paragraphs = [list(_stretches(item.fields["text"].passages)) for item in document.clauses]
    plain.write_bytes(pickle.dumps([[(one.op, one.text, one.author) for one in line] for line in paragraphs]))
    marked.write_text("\n\n".join("".join(map(_marked, line)) for line in paragraphs), encoding="utf-8")
    this = (sys.executable, "-m", "benchmarks.writing")
    commands: dict[str, Command] = {
        "ours": (*this, "ours", str(values), str(folder / "ours.docx")),
        "plain python-docx": (*this, "python-docx", str(plain), str(folder / "plain.docx")),
    }
    if shutil.which(PANDOC):
        target = str(folder / "pandoc.docx")
        commands[PANDOC] = (PANDOC, "--from=markdown", "--to=docx", f"--output={target}", str(marked))
    return commands


def _stretches(passages: Sequence[Passage]) -> Iterator[Stretch]:
    """Yield what a tracked file shows: one deletion a passage, an insertion for each wording."""
    for passage in passages:
        wanted = passage.alternatives
        if not wanted:
            yield Stretch("", passage.base)
            continue
        if passage.base:
            yield Stretch(
                "del", passage.base, ", ".join(sorted({d for one in wanted for d in one.delegations}))
            )
        for one in wanted:
            if one.text:
                yield Stretch("ins", one.text, ", ".join(one.delegations))


def _marked(stretch: Stretch) -> str:
    if not stretch.op:
        return stretch.text
    name = "insertion" if stretch.op == "ins" else "deletion"
    return f'[{stretch.text}]{{.{name} author="{stretch.author}" date="{DATE}"}}'


def _run(command: Command) -> None:
    subprocess.run(command, check=True)


def main() -> None:
    """Print what each program takes of memory at its peak."""
    with TemporaryDirectory() as folder:
        for name, command in _prepare(Path(folder), lightly_amended(FULL.document)).items():
            # By way of a small process: a child is counted at least as large as whoever starts it.
            taken = subprocess.run(
                (sys.executable, "-c", _PEAK, *command), check=True, capture_output=True, text=True
            ).stdout
            print(f"{name}: {int(taken) / 1024:.0f} MB")


if __name__ == "__main__":
    main()
