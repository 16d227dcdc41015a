"""Every change of state has its paragraph."""

import ast
from pathlib import Path

PROJECT = Path(__file__).parents[2]
READS_ONLY = {
    "clean_wording",
    "changed_fields",
    "hash_content",
    "hash_event",
    "hash_values",
    "head_of",
    "parent_for",
    "number_at",
    "place_after",
    "stream_of",
}


def test_every_service_that_changes_state_is_described() -> None:
    described = (PROJECT / "docs" / "use-cases.md").read_text(encoding="utf-8")
    services = {
        node.name
        for file in (PROJECT / "app" / "services").glob("*.py")
        for node in ast.parse(file.read_text(encoding="utf-8")).body
        if isinstance(node, ast.FunctionDef) and not node.name.startswith(("_", "require_"))
    }
    missing = {name for name in services - READS_ONLY if name not in described}
    assert len(services) > 20
    assert not missing
