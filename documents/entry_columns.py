"""Tables of entries: which column holds which field, by what stands above it."""

import re
from collections.abc import Mapping, Sequence

from documents.content import ENTRY, Field, ordered_addresses
from documents.field_names import field_name
from documents.tokens import fold

_LANGUAGES = ("en", "ru")
# Besides the names that this system gives the fields itself.
_ALSO_CALLED: Mapping[str, tuple[str, ...]] = {
    "code": ("no", "nr", "number", "id", "№", "№ п/п", "номер", "n"),
    "title": (
        *("action", "activity", "measure", "project", "entry", "name", "title of the action"),
        *("действие", "мероприятие", "мера", "проект", "наименование"),
    ),
    "objective": ("objectives", "aim", "goal", "purpose", "задача", "задачи", "цели"),
    "activities": ("main activities", "tasks", "steps", "основные действия", "мероприятия"),
    "countries": (
        "country",
        "countries and agencies",
        "parties",
        "participating countries",
        "states",
        "страна",
        "страны и учреждения",
        "участники",
        "стороны",
    ),
    "lead_state": ("lead country", "lead", "ответственная страна"),
    "lead_agency": ("agency", "un agency", "responsible agency", "учреждение", "агентство", "ответственный"),
    "supporting_agencies": ("with", "при участии", "partners", "supporting partners", "партнеры", "партнёры"),
    "start": (
        "period",
        "time",
        "timeline",
        "timeframe",
        "time frame",
        "dates",
        "years",
        "период",
        "срок",
        "сроки",
    ),
    "end": ("until", "срок окончания"),
    "result": (
        "results",
        "output",
        "outputs",
        "outcome",
        "expected results",
        "expected result and indicators",
        "результат",
        "результаты",
        "ожидаемый результат и показатели",
    ),
    "budget": (
        "cost",
        "costs",
        "budget (usd)",
        "budget and funding",
        "financing",
        "стоимость",
        "бюджет (долл. сша)",
        "бюджет и финансирование",
    ),
    "risks": ("risk", "risks and links", "риск", "риски и связи"),
    "sdg": ("sdg", "sdgs", "goals", "цур"),
    "declaration": ("paragraphs of the declaration", "declaration paragraphs"),
}
# Rows of an entry: each line of such a column, or behind such a heading, is one, whole in the cell that names it.
_ROWS: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "indicators": ("text", ("indicator", "indicators", "показатель", "показатели")),
    "funding": ("source", ("funding", "sources of funding", "финансирование", "источники финансирования")),
}
_COMPUTED = ("gap", "дефицит")  # what is printed under a budget and stored nowhere
_PERIOD = re.compile(r"\s*(\d{4})\s*(?:-|–|—|to|до)\s*(\d{4})\s*")


def fields_of_columns(heads: Sequence[str]) -> list[str]:
    """Return the field of each column, "" for one that is not known; a field stands once.

    >>> fields_of_columns(["No.", "Action", "Expected results", "Colour"])
    ['code', 'title', 'result', '']
    """
    found: list[str] = []
    for head in heads:
        field = _NAMES.get(_folded(head), "")
        found.append("" if field in found else field)
    return found


def holds_entries(heads: Sequence[str]) -> bool:
    """Whether a table with these heads is one of entries: their titles, and at least one field more."""
    fields = fields_of_columns(heads)
    return "title" in fields and sum(1 for field in fields if field) > 1


def read_row(fields: Sequence[str], cells: Sequence[str], number: int) -> tuple[dict[str, str], list[str]]:
    """Return the content of an entry and what no field takes; ``number`` is its code where the row has none.

    A line that begins with the name of a field, as in "Objective: to measure", goes to that field.

    >>> read_row(["title", "start"], ["Glaciers\\nObjective: to measure", "2026–2029"], 4)
    ({'code': '4', 'title': 'Glaciers', 'objective': 'to measure', 'start': '2026', 'end': '2029'}, [])
    """
    lines: dict[str, list[str]] = {}
    left: list[str] = []
    for column, cell in enumerate(cells):
        field = fields[column] if column < len(fields) else ""
        for line in filter(None, (line.strip() for line in cell.split("\n"))):
            name, colon, words = line.partition(":")
            named = _NAMES.get(_folded(name), "") if colon or _folded(line) in _ROW_HEADS else ""
            if colon and _folded(name) in _COMPUTED:
                continue
            if named:
                field = named
            words = words.strip() if named else line
            if not field:
                left.append(line)
            elif words:
                lines.setdefault(field, []).append(words)
    content = _content(lines)
    if period := _PERIOD.fullmatch(content.get("start", "")):
        content["start"] = period[1]
        content.setdefault("end", period[2])
    content.setdefault("code", str(number))
    return {address: content[address] for address in ordered_addresses("entry", content)}, left


def _content(lines: Mapping[str, Sequence[str]]) -> dict[str, str]:
    content: dict[str, str] = {}
    for field, said in lines.items():
        if field not in _ROWS:
            content[field] = _joined(field, said)
            continue
        for number, line in enumerate(said):
            row = f"r{number + 1:02}"  # row ids are sorted as text
            content[f"{field}.{row}.{_ROWS[field][0]}"] = line.lstrip("•–— ").strip()
    return content


def _joined(field: str, lines: Sequence[str]) -> str:
    declared = next(one for one in ENTRY if one.name == field)
    return ("\n" if isinstance(declared, Field) and declared.lines else " ").join(lines)


def _folded(head: str) -> str:
    return fold(" ".join(head.split())).casefold().rstrip(".:").strip()


_ROW_HEADS = {_folded(head): field for field, (_, heads) in _ROWS.items() for head in heads}
_NAMES: Mapping[str, str] = _ROW_HEADS | {
    _folded(name): one.name
    for one in ENTRY
    if isinstance(one, Field)
    for name in (
        *(field_name(one.name, language=tongue) for tongue in _LANGUAGES),
        *_ALSO_CALLED.get(one.name, ()),
    )
}
