"""What a page's template reads is exactly what its dataclass holds."""

import re
from dataclasses import fields, is_dataclass
from importlib import import_module
from pkgutil import iter_modules

import pytest
from jinja2 import meta, nodes

import app.pages
from app.pages.rendering import ENVIRONMENT, TEMPLATES

PAGES = {
    one
    for module in iter_modules(app.pages.__path__)
    for one in vars(import_module(f"app.pages.{module.name}")).values()
    if is_dataclass(one) and isinstance(one, type) and hasattr(one, "template")
}

OWN_SCRIPT = r'<script src="\{\{ url_for\("static", path="[a-z]+\.js"\) \}\}" defer></script>'


def _read_names(template: str) -> set[str]:
    """Return the names that a template reads, and those that it extends or includes."""
    assert ENVIRONMENT.loader is not None
    source, _, _ = ENVIRONMENT.loader.get_source(ENVIRONMENT, template)
    tree = ENVIRONMENT.parse(source)
    read = meta.find_undeclared_variables(tree)
    for node in tree.find_all((nodes.Extends, nodes.Include)):
        inner = node.template
        assert isinstance(inner, nodes.Const), f"{template} includes by a name that is computed"
        read |= _read_names(inner.value)
    return read - set(ENVIRONMENT.globals)


def _given_by(template: str) -> set[str]:
    """Return the names that a template itself gives to its blocks and to what it includes."""
    assert ENVIRONMENT.loader is not None
    tree = ENVIRONMENT.parse(ENVIRONMENT.loader.get_source(ENVIRONMENT, template)[0])
    given = {name for node in tree.find_all(nodes.FromImport) for name in node.names if isinstance(name, str)}
    for node in tree.find_all((nodes.With, nodes.For)):
        targets = node.targets if isinstance(node, nodes.With) else [node.target]
        given |= {target.name for target in targets if isinstance(target, nodes.Name)}
    for node in tree.find_all(nodes.Include):
        assert isinstance(node.template, nodes.Const)
        given |= _given_by(node.template.value)
    return given


@pytest.mark.parametrize(
    "page", sorted(PAGES, key=lambda page: page.__name__), ids=lambda page: page.__name__
)
def test_a_template_reads_the_fields_of_its_page_and_nothing_else(page: type) -> None:
    template: str = page.template  # type: ignore[attr-defined]
    known = {field.name for field in fields(page)}
    read = _read_names(template) - {
        "url_for",
        "is_demonstration",
        "answers_form_on",
        "_trans",
    }  # the last: of {% trans %} itself
    assert read - known - _given_by(template) == set()
    assert known - read == set(), "a field that no template reads"


def test_no_template_trusts_a_text() -> None:
    for path in TEMPLATES.rglob("*.html"):
        text = path.read_text(encoding="utf-8")
        assert "|safe" not in text.replace(" ", ""), path
        assert "autoescape" not in text, path
        # Scripts are files of ours: nothing that stands in a page is ever run.
        for script in re.findall(r"<script.*?</script>", text, re.S | re.I):
            assert re.fullmatch(OWN_SCRIPT, script), path
        assert text.lower().count("<script") == len(re.findall(OWN_SCRIPT, text)), path
        assert "style=" not in text, path


def test_only_one_file_draws_a_difference() -> None:
    for path in TEMPLATES.rglob("*.html"):
        text = path.read_text(encoding="utf-8")
        if path.name != "_diff.html":
            assert "<ins" not in text, path
            assert "<del" not in text, path
