"""Who reads what is said beside the text: the own delegation, the chair besides, or everyone who takes part."""

import re
from collections.abc import Collection
from typing import Literal, get_args

from documents.permissions import HOUSE

Circle = Literal["delegation", "chair", "everyone"]
CIRCLES: tuple[Circle, ...] = get_args(Circle)  # from the narrowest to the widest


def reads_circle(reader: str, circle: Circle, *, owner: str) -> bool:
    """Return whether a delegation reads what ``owner`` has said in a circle; chair and secretariat share theirs.

    >>> reads_circle("UZB", "chair", owner="KAZ"), reads_circle("SEC", "chair", owner="KAZ")
    (False, True)
    """
    return circle == "everyone" or reader == owner or (circle == "chair" and reader in HOUSE)


def readers_of(circle: Circle, owner: str) -> str:
    """Return in words who reads what a delegation says in a circle.

    >>> readers_of("chair", "KAZ"), readers_of("chair", "SEC")
    ('KAZ, chair and secretariat', 'chair and secretariat only')
    """
    if circle == "everyone":
        return "everyone who takes part"
    if owner in HOUSE:
        return "chair and secretariat only"
    return f"{owner} only" if circle == "delegation" else f"{owner}, chair and secretariat"


def mentioned(text: str, codes: Collection[str]) -> list[str]:
    """Return the delegations that a text names by their codes behind an @, in the order of the text.

    >>> mentioned("@un-habitat, see what @KAZ wants; write to us@UZB.example", ["KAZ", "UN-Habitat", "UZB"])
    ['UN-Habitat', 'KAZ']
    """
    by_letters = {code.casefold(): code for code in codes}
    names = "|".join(sorted(map(re.escape, by_letters), key=len, reverse=True))
    if not names:
        return []
    found = re.findall(rf"(?<!\w)@({names})(?![\w-])", text, re.IGNORECASE)
    return list(dict.fromkeys(by_letters[name.casefold()] for name in found))
