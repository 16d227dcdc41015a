"""``docs/permissions.md``, written from the rules that decide and from the routes that ask them.

``python -m app.permission_table`` prints it; a test compares it with the file.
"""

import sys
from collections.abc import Iterator
from itertools import product

from fastapi import FastAPI

from app.main import create_app
from app.settings import Settings
from documents.permissions import (
    CAPACITIES,
    DELEGATION_ROLES,
    PERMISSIONS,
    ROLES,
    Action,
    Participant,
    Role,
    may,
)

HEAD = """# Who may do what

Written from the code that decides (`documents/permissions.py`) and from the routes that ask it, by
`python -m app.permission_table`; a test compares this page with them, and another sends every request as everybody.

A cell says in which relation a role may: *own* is what belongs to the own delegation, *negotiates* a document that the
delegation negotiates (it may also advise or observe); "yes" is without condition, "–" never. A token needs the scope
besides; whoever is signed in as a person has all four. What the state of a thing allows (an agreed clause, a withdrawn
amendment) is another matter: `docs/use-cases.md`. What one may not see does not exist, 404: drafts of others, documents
that one takes no part in, files that another delegation sent, accounts and tokens of others.
"""


def operations(app: FastAPI) -> Iterator[tuple[str, str, Action | None]]:
    """Yield method, path and action of every operation of the description; None: anybody may ask."""
    for path, found in app.openapi()["paths"].items():
        for method, operation in found.items():
            action = operation.get("x-action")
            if action is None and path.startswith("/api/") and method == "get":
                action = "read"
            yield method.upper(), path, action


def relations_of(action: Action, role: Role) -> str:
    """Return in which relations a role may do something, as a cell of the table.

    >>> relations_of("withdraw", "head"), relations_of("decide", "chair"), relations_of("decide", "head")
    ('own', 'yes', '–')
    >>> relations_of("edit", "negotiator"), relations_of("propose", "head"), relations_of("propose", "observer")
    ('own, negotiates', 'negotiates', '–')
    """
    capacities = (*CAPACITIES, None) if role in DELEGATION_ROLES else (None,)
    allowed = {
        (owner, capacity)
        for owner, capacity in product(("own", "other"), capacities)
        if may(Participant("own", role), action, capacity=capacity, owner=owner)
    }
    if not allowed:
        return "–"
    words = [] if {"other"} & {owner for owner, _ in allowed} else ["own"]
    found = {capacity for _, capacity in allowed}
    words += [str(one) for one in capacities if one in found and set(capacities) != found]
    return ", ".join(words) or "yes"


def write_table(app: FastAPI) -> str:
    """Return the whole page."""
    lines = [HEAD, f"| to | scope | {' | '.join(ROLES)} |", f"|{'---|' * (len(ROLES) + 2)}"]
    for action, permission in PERMISSIONS.items():
        cells = " | ".join(relations_of(action, role) for role in ROLES)
        lines.append(f"| {permission.does} | {permission.scope} | {cells} |")
    lines += ["", "## Which routes ask for it", ""]
    asked: dict[str | None, list[str]] = {}
    for method, path, wanted in operations(app):
        asked.setdefault(wanted, []).append(f"`{method} {path}`")
    lines += [
        f"- **{permission.does}**: {', '.join(asked[name])}"
        for name, permission in PERMISSIONS.items()
        if name in asked
    ]
    lines.append(f"- **anybody, without signing in**: {', '.join(asked[None])}")
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    sys.stdout.write(write_table(create_app(Settings())))
