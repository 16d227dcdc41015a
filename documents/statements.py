"""Statements of delegations that are annexed to a text: what they are, and whose steps they are.

A statement is a draft of its delegation's until the head of the delegation makes it; from then on everyone reads it
and its words never change. Who wants other words withdraws it and makes another.
"""

from collections.abc import Collection, Mapping
from typing import Literal, get_args

from documents.errors import EmptyText, UnknownValue, WrongStatus, fact
from documents.tokens import is_word, tokenize

StatementKind = Literal[
    "reservation", "interpretative declaration", "explanation of position", "dissociation"
]
STATEMENT_KINDS: tuple[StatementKind, ...] = get_args(StatementKind)
StatementStatus = Literal["draft", "recorded", "made", "discarded", "withdrawn"]
STATEMENT_STATUSES: tuple[StatementStatus, ...] = get_args(StatementStatus)

Step = Literal["edit", "make", "confirm", "discard", "withdraw", "take back"]
# step -> from which status, to which; None: it stays what it was
_STEPS: Mapping[Step, tuple[StatementStatus, StatementStatus]] = {
    "edit": ("draft", "draft"),
    "make": ("draft", "made"),
    "discard": ("draft", "discarded"),
    "confirm": ("recorded", "made"),
    "take back": ("recorded", "withdrawn"),
    "withdraw": ("made", "withdrawn"),
}
_INSTEAD: Mapping[StatementStatus, str] = {
    "draft": fact("it is still a draft"),
    "recorded": fact("it was recorded in the room and waits to be confirmed"),
    "made": fact("it is made, and its words stay as they are; withdraw it, and make another"),
    "discarded": fact("it is discarded; draft another"),
    "withdrawn": fact("it is withdrawn; make another"),
}


def status_after(step: Step, status: StatementStatus) -> StatementStatus:
    """Return the status that a step leads to, or refuse the step.

    >>> status_after("make", "draft")
    'made'
    >>> status_after("edit", "made")
    Traceback (most recent call last):
    documents.errors.WrongStatus: You cannot edit this statement: it is made, and its words stay as they are; \
withdraw it, and make another.
    """
    before, after = _STEPS[step]
    if status != before:
        raise WrongStatus(f"You cannot {step} this statement: {_INSTEAD[status]}.", status=status)
    return after


def require_texts(texts: Mapping[str, str], languages: Collection[str]) -> None:
    """Refuse the texts of a statement where there are none, in another language, or without a word.

    >>> require_texts({"en": "We do not take part in paragraph 5."}, ["en", "ru"])
    >>> require_texts({"fr": "Non."}, ["en", "ru"])
    Traceback (most recent call last):
    documents.errors.UnknownValue: The document has no text in fr; give the statement in: en, ru.
    """
    if not texts:
        raise EmptyText(
            "A statement needs its words, in one language of the document at least.", field="texts"
        )
    for language, text in texts.items():
        if language not in languages:
            raise UnknownValue(
                f"The document has no text in {language}; give the statement in: {', '.join(sorted(languages))}.",
                field="texts",
            )
        if not any(map(is_word, tokenize(text))):
            raise EmptyText(
                f"The statement has no word in {language}; write it, or leave it out.", field="texts"
            )


def language_read(texts: Mapping[str, str], wanted: str, negotiated: str) -> str:
    """Return in which language a statement is read by whoever wants one: that, the negotiated one, or another.

    >>> language_read({"ru": "…", "kk": "…"}, "en", "en"), language_read({"ru": "…", "en": "…"}, "ru", "en")
    ('kk', 'ru')
    """
    return next((one for one in (wanted, negotiated) if one in texts), min(texts))
