"""Every rule that can be broken, as one tree.

    BrokenRule
    ├── NotPermitted            this participant may not do this
    ├── NotThere                it does not exist, or is not to be seen by this reader (both read alike)
    ├── StateForbids            the present state does not allow it
    │   ├── StaleBase           the text has moved on since the revision that was named
    │   ├── StaleConsolidation  somebody tabled, withdrew or decided since the fingerprint was taken
    │   ├── CollidesWithOwnReading   another amendment of the same delegation wants these words otherwise
    │   ├── ClauseIsAgreed      the clause is closed until the chair reopens it
    │   ├── StandsAgainst       something stands against the level: it can be taken pending those named
    │   ├── NotAllAgreed        nothing is agreed until everything is agreed: what is missing is listed
    │   ├── IsAdopted           the document is adopted; its text is final
    │   ├── NotReleased         the delegation tables only what its head has released
    │   ├── RoundClosed         the round of proposals has closed, and takes none that come late
    │   ├── UnderSilence        the text is frozen until a silence procedure is over
    │   ├── WrongStatus         e.g. withdrawing what is already closed
    │   └── KeyUsedOtherwise    one Idempotency-Key, two different requests
    ├── StaleTag                If-Match names an older state
    ├── BaseNotNamed            the request does not say what it was written against
    ├── TooLong                 more words than a text may hold
    ├── TooLarge                a file that is more than is read
    └── Unacceptable            can never be accepted as it stands
        ├── ChangesNothing
        ├── EmptyText
        ├── ForbiddenCharacter
        ├── UnknownField
        ├── WrongLanguage
        ├── WrongPlace
        ├── UnknownValue
        ├── TwoReadings         one delegation comes with two readings of one text
        ├── UnreadableFile      a file that is not what it is to be, damaged or protected
        └── MalformedSource     a text file that cannot be read: file, line, what was expected

The message of an error is a sentence that a delegate can read, with the remedy; its facts are attributes.
"""

from collections.abc import Sequence
from typing import Any


def fact(words: str) -> str:
    """Return English words as they came: the mark of what stands in a refusal and is not in its call.

    The interface reads from the code which there are, and translates them within the sentence. Words that are values
    of a type besides (a status, a step) are named in ``app/refusal_sentences.py``.

    >>> fact("the amendment of KAZ is open")
    'the amendment of KAZ is open'
    """
    return words


def name_some(names: Sequence[str], most: int) -> str:
    """Return names in a row, and how many there are beyond the most that a sentence holds.

    >>> name_some(["OP 1", "OP 2"], 2), name_some(["OP 1", "OP 2", "OP 3", "OP 4"], 2)
    ('OP 1, OP 2', 'OP 1, OP 2 and 2 more')
    """
    named = ", ".join(names[:most])
    return named if len(names) <= most else fact(f"{named} and {len(names) - most} more")


class BrokenRule(Exception):  # noqa: N818  (a rule is broken; the names read as sentences)
    """A rule of the negotiation or of its record that a request breaks."""

    title = "A rule is broken"

    def __init__(self, message: str, **facts: Any) -> None:
        super().__init__(message)
        self.message = message
        self.facts = facts

    @classmethod
    def slug(cls) -> str:
        """Return the rule's name as it stands in a problem's ``type``.

        >>> StaleBase.slug()
        'stale-base'
        """
        name = cls.__name__
        return "".join(f"-{c.lower()}" if c.isupper() and i else c.lower() for i, c in enumerate(name))


class NotPermitted(BrokenRule):
    """This participant may not do this."""

    title = "Not permitted"


class NotThere(BrokenRule):
    """It does not exist, or is not to be seen by this reader; both read alike."""

    title = "There is nothing here for you"

    def __init__(self, message: str = "There is nothing here for you.") -> None:
        super().__init__(message)


class StateForbids(BrokenRule):
    """The present state does not allow it."""

    title = "The present state forbids this"


class StaleBase(StateForbids):
    """The text has moved on since the revision that was named."""

    title = "Written against an earlier text"


class StaleConsolidation(StateForbids):
    """Somebody tabled, withdrew or decided since the fingerprint was taken."""

    title = "The proposals have changed"


class CollidesWithOwnReading(StateForbids):
    """Another amendment of the same delegation wants these words otherwise."""

    title = "Collides with your delegation's own reading"


class ClauseIsAgreed(StateForbids):
    """The clause is closed until the chair reopens it."""

    title = "The clause is agreed"


class StandsAgainst(StateForbids):
    """Something stands against the level: it can be taken pending those that are named."""

    title = "Something stands against this level"


class NotAllAgreed(StateForbids):
    """Nothing is agreed until everything is agreed: what is missing for the adoption is listed."""

    title = "Not everything is agreed"


class IsAdopted(StateForbids):
    """The document is adopted; its text is final."""

    title = "The document is adopted"


class NotReleased(StateForbids):
    """The delegation tables only what its head has released."""

    title = "Not released by the head of delegation"


class RoundClosed(StateForbids):
    """The round of proposals has closed, and takes none that come late."""

    title = "The round of proposals has closed"


class UnderSilence(StateForbids):
    """The text is frozen: it stands agreed unless a delegation objects before the deadline."""

    title = "Under a silence procedure"


class WrongStatus(StateForbids):
    """Its status does not allow this step."""

    title = "Not possible in this status"


class KeyUsedOtherwise(StateForbids):
    """One Idempotency-Key came with two different requests."""

    title = "Idempotency-Key already used"


class StaleTag(BrokenRule):
    """If-Match names an older state."""

    title = "Changed since you read it"


class BaseNotNamed(BrokenRule):
    """The request does not say what it was written against."""

    title = "Say what this was written against"


class TooLong(BrokenRule):
    """More words than a text may hold."""

    title = "Too long"


class TooLarge(BrokenRule):
    """A file is more than is read of one."""

    title = "Too large"


class Unacceptable(BrokenRule):
    """Can never be accepted as it stands."""

    title = "Cannot be accepted"


class ChangesNothing(Unacceptable):
    """The proposal equals the text it is made on."""

    title = "Changes nothing"


class EmptyText(Unacceptable):
    """A text without a word."""

    title = "Empty text"


class ForbiddenCharacter(Unacceptable):
    """A control character, NUL included, stands in a text."""

    title = "Forbidden character"


class UnknownField(Unacceptable):
    """The clause has no such field."""

    title = "No such field"


class WrongLanguage(Unacceptable):
    """The document is not negotiated in this language."""

    title = "Not the negotiated language"


class WrongPlace(Unacceptable):
    """A clause of this kind cannot stand there."""

    title = "Not a possible place"


class UnknownValue(Unacceptable):
    """A name that must be one of a known few is none of them."""

    title = "Unknown value"


class TwoReadings(Unacceptable):
    """One delegation comes with two readings of one text."""

    title = "Two readings of one delegation"


class UnreadableFile(Unacceptable):
    """A file is not what it is to be, or damaged, or protected."""

    title = "This file cannot be read"


class MalformedSource(Unacceptable):
    """A text file cannot be read: says file, line and what was expected."""

    title = "The text file cannot be read"

    def __init__(self, file: str, line: int, expected: str) -> None:
        super().__init__(f"{file}, line {line}: expected {expected}", file=file, line=line, expected=expected)
