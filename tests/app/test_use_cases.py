"""Every change of state has its paragraph, and every refusal that a paragraph names exists."""

import ast
import re
from pathlib import Path

from fastapi import FastAPI
from starlette.routing import Match

from app import errors as shell
from app.errors import status_of
from documents import errors

PROJECT = Path(__file__).parents[2]
DESCRIBED = (PROJECT / "docs" / "use-cases.md").read_text(encoding="utf-8")
READS_ONLY = {
    "about_documents",
    "amended_in",
    "read_on",
    "text_amended",
    "account_of_link",
    "clean_email",
    "own_stream_of",
    "person_of",
    "changed_fields",
    "clauses_of",
    "clauses_that_wait",
    "delegations_with_drafts",
    "free_number",
    "heads_of",
    "last_standing_decision",
    "level_taken_since",
    "place_of_clause",
    "restating_of",
    "streams_beside",
    "streams_of_requests",
    "streams_to_restore",
    "close_parts",
    "clean_wording",
    "hash_event",
    "hold_sign_ins",
    "hold_tokens",
    "head_of",
    "revision_named",
    "new_parent_of",
    "number_at",
    "parent_for",
    "is_outcome_due",
    "readable_streams",
    "rules_of",
    "stream_of",
    "sponsors_of",
    "stream_of_circle",
    "translation_stream_of",
    "subject_of",
    "texts_to_decide",
}
# Of the use cases that give a clause its place, that create, that confirm what was found in a file, and that join.
# Of splitting, merging and taking that back, what goes along with the clauses.
CARRYING = {
    *("new_clause", "whole_content", "write_texts", "place_behind", "join_languages"),
    *("finish", "put_under", "carry_amendments", "carry_comments", "carry_conditions", "carry_facilitators"),
    *(
        "carry_goals",
        "carry_packages",
        "carry_parts_under",
        "carry_positions",
        "carry_requests",
        "note_bridging_texts",
        "restore_amendments",
        "lead_links",
    ),
}
PARTS = CARRYING | {
    *("place_after", "take_turn", "write_status", "settle_conditions"),
    *("file_finding", "end_contradiction", "end_silence", "close_subamendments"),
}


def services() -> set[str]:
    """Return the public functions of the services."""
    return {
        node.name
        for file in (PROJECT / "app" / "services").glob("*.py")
        for node in ast.parse(file.read_text(encoding="utf-8")).body
        if isinstance(node, ast.FunctionDef) and not node.name.startswith(("_", "require_"))
    }


def test_every_service_that_changes_state_has_its_paragraph() -> None:
    headings = {
        name.strip()
        for heading in re.findall(r"^\*\*([a-z_, ]+)\.\*\*", DESCRIBED, re.M)
        for name in heading.split(",")
    }
    changing = services() - READS_ONLY - PARTS
    assert len(changing) > 20
    assert changing - headings == set()
    assert headings - changing == set()


def test_what_only_reads_is_not_excused_in_vain() -> None:
    assert services() >= READS_ONLY | PARTS


def test_every_refusal_that_is_named_is_a_rule_with_the_status_beside_it() -> None:
    rules = {
        rule.slug(): status_of(rule)
        for module in (errors, shell)
        for rule in vars(module).values()
        if isinstance(rule, type) and issubclass(rule, errors.BrokenRule)
    }
    named = set(re.findall(r"\*([a-z]+(?:-[a-z]+)*)\*(?!\*)", DESCRIBED)) - {"replace", "delete", "move"}
    assert len(named) > 8
    assert named - set(rules) == set()
    for status, slug in re.findall(r"(\d{3}) \(\*([a-z-]+)\*\)", DESCRIBED):
        assert rules[slug] == int(status), slug


def test_every_route_and_page_that_is_named_is_there(one_app: FastAPI) -> None:
    rows = "\n".join(re.findall(r"^\| .*", DESCRIBED, re.M))
    named = re.findall(r"`(?:([A-Z]+) )?(/[^`]*)`", rows)
    assert len(named) > 50
    for method, path in named:
        asked = {"type": "http", "method": method or "GET", "path": path, "root_path": ""}
        assert any(route.matches(dict(asked))[0] == Match.FULL for route in one_app.routes), path
