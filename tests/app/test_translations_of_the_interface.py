"""What the interface says, it says in all its languages: catalogues are whole, templates hold no loose words."""

import ast
import re
from collections.abc import Iterator
from contextvars import copy_context
from html.parser import HTMLParser
from pathlib import Path
from typing import get_args

import pytest
from babel.messages.catalog import Catalog, Message
from jinja2 import nodes

from app.loading import TEXTS
from app.message_catalogues import TRANSLATED, messages_in_use, placeholders, read_catalogue
from app.pages.rendering import ENVIRONMENT, TEMPLATES
from app.pages.words import WORDS
from app.refusal_sentences import refusal_sentences
from app.refusing import REFUSAL, in_speech
from app.services.delegations import HOUSE_KINDS, KINDS
from app.settings import PROJECT
from app.speaking import Speech, begin_speech
from documents.amendments import Status
from documents.consensus import DEFAULT_LEVELS
from documents.content import CLAUSE_KINDS
from documents.document_names import short_name
from documents.editions import EDITION_KINDS, Change
from documents.participation import ACTS
from documents.permissions import CAPACITIES, ROLES, SCOPES
from documents.positions import STANCES
from documents.round_table import EntryState
from documents.rounds import ROUND_KINDS, RoundState
from documents.source import read_source
from documents.statements import STATEMENT_KINDS
from documents.whereabouts import OUTCOMES

# What stands in a template as it is, in every language: names, codes, formats, and the words of a language itself.
AS_THEY_ARE = {"Kelisim", "UTC", "OP", "Word"}
SHOWN = {"aria-label", "title", "placeholder", "alt"}
STORED = (
    *STANCES,
    *DEFAULT_LEVELS,
    *CLAUSE_KINDS,
    *EDITION_KINDS,
    *ROLES,
    *SCOPES,
    *CAPACITIES,
    *ACTS,
    *STATEMENT_KINDS,
    *ROUND_KINDS,
    *OUTCOMES,
    *KINDS,
    *HOUSE_KINDS,
    *(word for kind in (Status, EntryState, RoundState, Change) for word in get_args(kind)),
)


def _said_in(catalogue: Catalog) -> set[object]:
    return {(message.id, message.context) for message in catalogue if message.id}


def _forms(message: Message) -> tuple[str, ...]:
    return (message.string,) if isinstance(message.string, str) else tuple(message.string)


@pytest.mark.parametrize("language", TRANSLATED)
def test_the_catalogue_holds_what_is_said_and_nothing_else(language: str) -> None:
    used, held = _said_in(messages_in_use()), _said_in(read_catalogue(language))
    assert used - held == set(), "run `make translations`, then translate these"
    assert held - used == set(), "run `make translations`: these are said no more"


@pytest.mark.parametrize("language", TRANSLATED)
def test_every_message_is_translated_in_every_form_with_its_facts_and_marks(language: str) -> None:
    catalogue = read_catalogue(language)
    for message in catalogue:
        if not message.id:
            continue
        said = (message.id,) if isinstance(message.id, str) else tuple(message.id)
        forms = _forms(message)
        assert all(forms), f"{said[0]!r} is not translated into {language}"
        assert not message.fuzzy, said
        assert len(forms) == (1 if len(said) == 1 else catalogue.num_plurals), said
        wanted = set(placeholders(" ".join(said)))
        for form in forms:
            assert set(placeholders(form)) == wanted, f"{said[0]!r}: {form!r}"
            assert ('"' in form) <= ('"' in said[0]), (
                f"a straight quotation mark would end an attribute: {form!r}"
            )


@pytest.mark.parametrize("language", TRANSLATED)
def test_every_refusal_is_known_again_by_its_own_form(language: str) -> None:
    translations = {one.id: str(one.string) for one in read_catalogue(language) if one.context == REFUSAL}

    def taken_for_another() -> list[str]:
        begin_speech(Speech(language))
        found = []
        for _, sentence in refusal_sentences():
            facts = {place: f"fact-{place}" for place in re.findall(r"%\((p\d+)\)s", sentence)}
            if in_speech(sentence % facts) != translations[sentence] % facts:
                found.append(sentence)
        return found

    assert copy_context().run(taken_for_another) == []


def test_every_stored_word_that_pages_show_is_among_the_words() -> None:
    assert set(STORED) - set(WORDS) == set()
    for path in TEXTS.glob("*.en.md"):
        source = read_source(path.read_text("utf-8"), file=path.name)
        assert short_name(source.slug, source.title) in WORDS


class _Loose(HTMLParser):
    """Collects what a template says outside of gettext."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_data(self, data: str) -> None:
        self._look(data)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, text in attrs:
            if name in SHOWN:
                self._look(text or "")

    def _look(self, text: str) -> None:
        self.found += [word for word in re.findall(r"[^\W\d_]{2,}", text) if word not in AS_THEY_ARE]


def _printed(node: nodes.Node) -> Iterator[str]:
    """Yield the strings that an expression may print as they are."""
    if isinstance(node, nodes.Const) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, nodes.CondExpr):
        yield from _printed(node.expr1)
        if node.expr2 is not None:
            yield from _printed(node.expr2)
    elif isinstance(node, nodes.Or | nodes.And | nodes.Add):
        yield from _printed(node.left)
        yield from _printed(node.right)
    elif isinstance(node, nodes.Concat):
        for part in node.nodes:
            yield from _printed(part)
    elif isinstance(node, nodes.Filter) and node.node is not None and node.name != "word":
        yield from _printed(node.node)
    elif isinstance(node, nodes.Getitem) and isinstance(node.node, nodes.Dict):
        for pair in node.node.items:
            yield from _printed(pair.value)


@pytest.mark.parametrize("path", sorted(TEMPLATES.rglob("*.html")), ids=lambda path: path.name)
def test_no_template_says_a_word_outside_of_gettext(path: Path) -> None:
    source = path.read_text(encoding="utf-8")
    elsewhere = r"\{#.*?#\}|\{%-? *trans\b.*?endtrans *-?%\}|\{% block body_class %\}.*?\{% endblock %\}"
    source = re.sub(elsewhere, "", source, flags=re.DOTALL)
    loose = _Loose()
    loose.feed(re.sub(r"\{\{.*?\}\}|\{%.*?%\}", "", source, flags=re.DOTALL))
    assert loose.found == []
    tree = ENVIRONMENT.parse(path.read_text(encoding="utf-8"))
    for output in tree.find_all(nodes.Output):
        for node in output.nodes:
            for text in _printed(node):
                # One word in small letters may be a class or a value; what a reader reads has more, or begins large.
                assert not re.search(r"[^\W\d_]{2,} [^\W\d_]{2,}|^[A-Z][a-z]", text) or "-" in text, text


def test_no_message_hides_in_an_f_string_where_no_tool_looks_for_it() -> None:
    for path in sorted((PROJECT / "app" / "pages").glob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.JoinedStr):
                assert "gettext(" not in ast.unparse(node), f"{path.name}, line {node.lineno}"


def test_a_word_that_a_template_names_is_in_the_language_of_whoever_reads() -> None:
    template = ENVIRONMENT.from_string('{{ "open" | word }}')
    read = {}
    for language in ("en", "ru", "kk"):
        own = copy_context()
        own.run(begin_speech, Speech(language))
        read[language] = own.run(template.render)
    assert read == {"en": "open", "ru": "открыто", "kk": "ашық"}
