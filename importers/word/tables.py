"""The first table of a Word file as texts: changes taken, whoever made them, and nothing that nobody sees."""

from collections import defaultdict

from importers.word.looks import HIDDEN, STRUCK
from importers.word.paragraphs import Paragraph, Run
from importers.word.redline import WordFile


def read_first_table(file: WordFile) -> list[list[str]]:
    """Return the cells of the first table, row by row; the lines of a cell are its paragraphs."""
    inside = [one for one in file.paragraphs if one.cell]
    first = inside[0].row[0] if inside else 0
    rows: dict[int, dict[int, list[str]]] = defaultdict(lambda: defaultdict(list))
    for one in inside:
        if one.row[0] == first and not one.row_deleted:
            rows[one.row[1]][one.cell].append(_words(one))
    return [["\n".join(lines) for _, lines in sorted(cells.items())] for _, cells in sorted(rows.items())]


def _words(paragraph: Paragraph) -> str:
    runs = (item for item in paragraph.items if isinstance(item, Run))
    return "".join(run.text for run in runs if not run.deleted and run.look not in (HIDDEN, STRUCK))
