"""The course of a document over its editions, as line charts that end with today."""

from collections.abc import Sequence

from app.dates import day
from app.models import EditionRow
from app.pages.line_chart import LineChart, Value, draw_course
from app.pages.words import word
from app.speaking import gettext
from documents.measures import Measures


def draw_courses(course: Sequence[tuple[EditionRow, Measures]], present: Measures) -> list[LineChart]:
    """Return two measures, since each alone misleads: words in brackets, and pairs of brackets."""
    stages = [
        *((_short(row), f"{row.symbol}, {word(row.kind)}, {day(row.issued_at)}", one) for row, one in course),
        (gettext("today"), gettext("today"), present),
    ]
    return [
        draw_course(
            "h-words",
            gettext("Words in brackets"),
            gettext("per cent of all words, by edition"),
            [Value(one.share, label, words) for label, words, one in stages],
            unit="\N{NO-BREAK SPACE}%",
        ),
        draw_course(
            "h-brackets",
            gettext("Pairs of brackets"),
            gettext("number, by edition"),
            [Value(one.brackets, label, words) for label, words, one in stages],
        ),
    ]


def _short(row: EditionRow) -> str:
    """Return what tells an edition from the others of its document: L.1, Rev.2."""
    return row.symbol.rsplit("/", 1)[-1]
