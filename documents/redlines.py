"""What came back in a redlined file, as plain values: how the text reads to each author, and what each remarked.

A file is read clause by clause. *The base* is the text with every change rejected; the *reading* of an author is the
text with the changes of this author taken, and of nobody else.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from documents.amendments import AmendmentKind
from documents.content import ClauseKind


@dataclass(frozen=True, kw_only=True, slots=True)
class Added:
    """A paragraph, or a row of a table, that is no clause yet.

    Behind which clause it stands, and which one it was cut from ("" for none).
    """

    text: str
    after: str = ""  # id of a clause; "" before the first
    style: str = ""
    cut_from: str = ""
    cells: tuple[str, ...] = ()  # of a row of a table of entries, and what stands above them
    heads: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Reading:
    """How a text reads: place -> words, what was joined to what, what is new, the clauses in their order.

    A place is a clause's id, or for a field of an entry "id_number", numbered as in ``ordered_addresses`` from 1.
    """

    texts: Mapping[str, str]
    joined: Mapping[str, str] = field(default_factory=dict)  # clause -> the one before it that it ran into
    added: tuple[Added, ...] = ()
    order: tuple[str, ...] = ()
    moved: frozenset[str] = frozenset()  # clauses that stand where a copy of them was put


@dataclass(frozen=True, kw_only=True, slots=True)
class Remark:
    """A comment: who said what on which clause ("" for none), with the replies to it."""

    author: str
    text: str
    clause: str = ""
    date: datetime | None = None
    replies: tuple["Remark", ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Redline:
    """A redlined file: its base, a reading per author, the remarks, and what was not read, in words."""

    base: Reading
    readings: Mapping[str, Reading]
    remarks: tuple[Remark, ...] = ()
    stacked: Mapping[str, frozenset[tuple[str, str]]] = field(
        default_factory=dict
    )  # author -> (clause, whose words)
    skipped: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Finding:
    """One amendment that a file proposes: by whom (an author as the file names him, "" untracked), why, on which base.

    ``fields`` are whole wanted texts, written against ``base``; of an insertion the text of the new clause.
    """

    author: str
    kind: AmendmentKind
    clause: str = ""
    label: str = ""
    base: str = ""  # revision
    fields: Mapping[str, str] = field(default_factory=dict)
    after: str = ""  # clause that a new or moved one is to follow; "" at the very beginning
    clause_kind: ClauseKind | None = None
    reason: str = ""
    notes: tuple[str, ...] = ()
    whole: bool = False  # the file shows what the author proposes already: this is all it wants of the clause
