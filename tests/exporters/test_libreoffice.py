"""LibreOffice accepts and rejects every change, and we read what it saved."""

import pytest

from documents.document import ConsolidatedDocument
from exporters.word import export
from tests.exporters.drafts import amended, declaration, document, stacked_declaration
from tests.exporters.libreoffice import Judge, judge
from tests.exporters.programme_drafts import programme
from tests.exporters.reading import everything, nothing, paragraphs, resolved

STATES = ("KAZ", "KGZ", "TJK", "TKM", "UZB")


def long_declaration() -> ConsolidatedDocument:
    """Return sixty paragraphs in which the states change one place after another, in and out of each other's way."""
    base = (
        "Decide to protect the waters, soils and forests of the region [{n}] by 2030, within available means;"
    )
    clauses = []
    for n in range(1, 61):
        text = base.format(n=n)
        wanted = {
            STATES[n % 5]: text.replace("protect", "protect and restore"),
            STATES[(n + 1) % 5]: text.replace("by 2030, ", "" if n % 2 else f"by 20{30 + n % 9}, "),
            STATES[(n + 2) % 5]: text.replace("within available means", "with new and additional means"),
        }
        clauses.append(
            amended(
                "operative",
                text,
                {} if n % 6 == 0 else wanted,
                label=f"OP {n}",
                number=str(n),
                inserted_by=("KGZ",) if n % 7 == 0 else (),
                deleted_by=("TKM",) if n % 12 == 0 else (),
                reasons=dict.fromkeys(STATES, f"Reason {n}.") if n % 3 else {},
            )
        )
    return document(*clauses)


def moving() -> ConsolidatedDocument:
    """Return clauses that leave their places forwards and backwards, with sub-items, reworded, behind each other."""
    operatives = {
        1: {"moved": {"KAZ": "after OP 3"}, "reasons": {"KAZ": "First things first."}},
        2: {"moved": {"UZB": ""}, "proposals": {"UZB": "Decide to act on matter 2 together;"}},
        3: {"proposals": {"TJK": "Resolve to act on matter 3;"}},
        4: {"moved": {"KAZ": "after OP 1", "KGZ": "after OP 1"}},
        5: {"moved": {"KGZ": "after OP 2", "TJK": "after OP 3"}},
    }
    clauses = []
    for n, facts in operatives.items():
        clauses.append(
            amended("operative", f"Decide to act on matter {n};", label=f"OP {n}", number=str(n), **facts)
        )
        clauses += [
            amended("sub_item", f"part {letter} of matter {n};", label=f"OP {n} ({letter})", number=letter)
            for letter in "ab"[: n % 3]
        ]
    return document(amended("title", "A text in which clauses move"), *clauses)


DRAFTS = {
    "declaration": declaration,
    "programme": programme,
    "long": long_declaration,
    "stacked": stacked_declaration,
    "moving": moving,
}


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Judge:
    return judge(tmp_path_factory.mktemp("libreoffice"))


@pytest.fixture(scope="module")
def files() -> dict[str, bytes]:
    return {name: export(draft(), "tracked") for name, draft in DRAFTS.items()}


def said(file: bytes, taken) -> list[str]:
    """Return the lines of a file; a break and a new paragraph are one to whoever reads them."""
    lines = "\n".join(paragraphs(resolved(file, taken))).split("\n")
    return [line for line in lines if line]


def test_libreoffice_rejects_every_change_to_the_text_that_the_standard_gives(office, files):
    for name, file in office.resolve(files, "RejectAllTrackedChanges").items():
        assert said(file, nothing) == said(files[name], nothing)


def test_libreoffice_accepts_every_change_to_the_text_that_the_standard_gives(office, files):
    for name, file in office.resolve(files, "AcceptAllTrackedChanges").items():
        assert said(file, nothing) == said(files[name], everything)


def test_rejecting_everything_in_a_long_text_leaves_the_base_of_every_clause(office, files):
    rejected = office.resolve({"long": files["long"]}, "RejectAllTrackedChanges")["long"]
    left = said(rejected, nothing)
    for item in long_declaration().clauses:
        assert (f"{item.clause.label}\t{item.clause.text}" in left) == item.clause.standing
