"""The sentences of refusals as the code has them, with places for their facts: what is to be translated of them.

The core speaks English and knows no catalogue; a sentence is found again by its form (`app/refusing.py`). A place is
named by its number, ``%(p1)s``. What stands within a sentence and is not in its call is marked with ``fact``
(`documents/errors.py`).
"""

import ast
import re
from collections.abc import Iterator
from importlib import import_module
from itertools import count
from pathlib import Path
from typing import get_args

from app.models.translations import RequestState
from app.settings import PROJECT
from documents.circles import CIRCLES
from documents.errors import BrokenRule
from documents.silence import SILENCE_STATES
from documents.standing import Matter
from documents.statements import Step as StatementStep

FOLDERS = ("app", "documents", "exporters", "importers")
# What is said on the command line, to whoever runs the system, is said in English.
_TO_OPERATORS = (
    "app/demonstration/",
    "app/backups.py",
    "app/cli.py",
    "app/commanding.py",
    "app/loading.py",
    "documents/glossary.py",
)
_LEAST = 9  # letters by which a sentence is known again
# Values of types that stand in refusals as facts, and of which pages do not show them all otherwise.
VALUES: tuple[str, ...] = (
    *CIRCLES,
    *SILENCE_STATES,
    *(word for kind in (Matter, RequestState, StatementStep) for word in get_args(kind)),
)


def refusal_sentences() -> Iterator[tuple[str, str]]:
    """Yield each sentence with the file in which it stands."""
    rules = {rule.__name__ for rule in every_rule()}
    for name, path in _files():
        for sentence in _in_file(path, rules):
            if len(re.findall(r"[A-Za-z]", re.sub(r"%\(p\d+\)s", "", sentence))) >= _LEAST:
                yield name, sentence


def refusal_facts() -> Iterator[tuple[str, str]]:
    """Yield the words that stand within a refusal, or make one elsewhere than where it is raised, with the file."""
    for name, path in _files():
        for sentence in _in_file(path, {"fact"}):
            yield name, sentence


def every_rule() -> Iterator[type[BrokenRule]]:
    """Yield every kind of a broken rule."""
    import_module("app.main")  # every rule is known once everything is
    yield from _kinds_of(BrokenRule)


def _files() -> Iterator[tuple[str, Path]]:
    for folder in FOLDERS:
        for path in sorted((PROJECT / folder).rglob("*.py")):
            name = path.relative_to(PROJECT).as_posix()
            if not name.startswith(_TO_OPERATORS):
                yield name, path


def _kinds_of(rule: type[BrokenRule]) -> Iterator[type[BrokenRule]]:
    for kind in rule.__subclasses__():
        yield kind
        yield from _kinds_of(kind)


def _in_file(path: Path, rules: set[str]) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and _is_of_a_rule(node.func, rules) and node.args:
            yield from _written(node.args[0])


def _is_of_a_rule(called: ast.expr, rules: set[str]) -> bool:
    match called:
        case ast.Name(id=name) | ast.Attribute(value=ast.Name(id="rules"), attr=name):
            return name in rules
        case ast.Attribute(value=ast.Call(func=ast.Name(id="super")), attr="__init__"):
            return True
    return False


def _written(sentence: ast.expr) -> Iterator[str]:
    match sentence:
        case ast.Constant(value=str(text)):
            yield text.replace("%", "%%")
        case ast.IfExp(body=one, orelse=other):
            yield from _written(one)
            yield from _written(other)
        case ast.JoinedStr(values=parts):
            numbers = count(1)
            yield "".join(
                str(part.value).replace("%", "%%")
                if isinstance(part, ast.Constant)
                else f"%(p{next(numbers)})s"
                for part in parts
            )
