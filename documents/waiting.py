"""What waits for a person: what there is to do, in which order it is told, and in which words."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, get_args

Todo = Literal[
    "silence",
    "confirm objection",
    "send comments",
    "send proposals",
    "confirm amendment",
    "confirm position",
    "confirm statement",
    "restate",
    "reconfirm",
    "release",
    "make statement",
    "answer",
    "pending",
    "consider bridge",
    "asked to join",
    "join",
    "accept translation",
    "table",
    "decide",
    "release bridge",
    "agree",
    "translate",
    "align",
    "check link",
]
TODOS: tuple[Todo, ...] = get_args(Todo)  # in the order of urgency, where nothing has a deadline
WORDS: Mapping[Todo, str] = {
    "silence": "Under silence: stands agreed unless your head of delegation objects",
    "confirm objection": "Objections that count once you confirm them",
    "send comments": "Comments are asked for",
    "send proposals": "Proposals are asked for",
    "confirm amendment": "Recorded in your name and not yet confirmed",
    "confirm position": "Positions recorded in your name and not yet confirmed",
    "confirm statement": "Statements recorded in your name and not yet confirmed",
    "restate": "Your amendments under which the words have changed: restate them",
    "reconfirm": "Your positions on words that are others now: take them anew",
    "release": "Drafts that your negotiators may table once you release them",
    "make statement": "Drafts of statements that you make as the head",
    "answer": "Comments in which you are asked",
    "pending": "Agreed pending you, or waiting for your word",
    "consider bridge": "Bridging texts on which you have no position",
    "asked to join": "You are asked to join an amendment",
    "join": "Others propose the same as you: join them, or let them join you",
    "accept translation": "Translations of your drafts that wait for you",
    "table": "Your drafts that are not yet tabled",
    "decide": "Clauses on which amendments are on the table",
    "release bridge": "Your bridging texts that not everyone has before them",
    "agree": "Nothing stands against the next level",
    "translate": "Drafts of delegations that you are asked to translate",
    "align": "Clauses whose words in another language are missing or have fallen behind",
    "check link": "Links of which one side reads otherwise since they were checked",
}
# What one does with a statement or a link whose clause has left the text; nothing else is done there.
BESIDE_THE_TEXT: frozenset[Todo] = frozenset({"make statement", "confirm statement", "check link"})
# What is still done where the text of a document is final.
AFTER_ADOPTION: frozenset[Todo] = BESIDE_THE_TEXT | {"send comments", "answer"}


@dataclass(frozen=True, kw_only=True, slots=True)
class Waiting:
    """One thing that waits for whoever asks."""

    todo: Todo
    subject: str  # id of what it is about; of the clause, where that is all
    clause: str = ""  # id; "" of what concerns more than one
    by: tuple[str, ...] = ()  # codes of whose it is
    language: str = ""  # in which something is to be aligned
    until: datetime | None = None  # UTC


def still_possible(waiting: Iterable[Waiting], *, gone: Collection[str], final: bool) -> list[Waiting]:
    """Return what can be done: ``gone`` are clauses that have left the text, ``final`` is that of an adopted document.

    >>> ones = [Waiting(todo="translate", clause="a", subject="x"), Waiting(todo="check link", clause="a", subject="y")]
    >>> [one.todo for one in still_possible(ones, gone={"a"}, final=False)]
    ['check link']
    """
    return [
        one
        for one in waiting
        if (one.clause not in gone or one.todo in BESIDE_THE_TEXT)
        and (not final or one.todo in AFTER_ADOPTION)
    ]


def in_order(waiting: Iterable[Waiting], places: Mapping[str, int]) -> list[Waiting]:
    """Return what waits: deadlines first, then by urgency, then in the order of the text (clause id -> place).

    >>> ones = [Waiting(todo="agree", clause="a", subject="a"), Waiting(todo="restate", clause="b", subject="x")]
    >>> [one.todo for one in in_order(ones, {"a": 0, "b": 1})]
    ['restate', 'agree']
    """

    def key(one: Waiting) -> tuple[bool, float, int, int, str, str]:
        moment = one.until.timestamp() if one.until is not None else 0.0
        place = places.get(one.clause, len(places))
        return one.until is None, moment, TODOS.index(one.todo), place, one.language, one.subject

    return sorted(waiting, key=key)
