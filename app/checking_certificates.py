"""Whether a certificate in hand is the one that this store gives, and whether its signature holds."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.certifying import SigningKey, certify, is_signed_by
from app.models import DocumentRow, EditionRow
from app.models.hashing import canonical
from documents.errors import UnknownValue


@dataclass(frozen=True, slots=True)
class CheckedCertificate:
    """The symbol of the edition, in words what does not fit, and what there is to say of the signature."""

    symbol: str
    differences: tuple[str, ...]
    signature: str


def read_certificate(data: bytes) -> dict[str, Any]:
    """Return the values of a certificate; raises UnknownValue where this is none."""
    try:
        read = json.loads(data)
        canonical({"certificate": read})  # half a character, as JSON may hold, has no canonical form
    except (ValueError, RecursionError):
        read = None
    if not isinstance(read, dict) or not isinstance(read.get("edition"), dict):
        raise UnknownValue(
            "This is no certificate of an edition; kelisim certificate prints one.", field="file"
        )
    return read


def check_certificate(
    session: Session, certificate: Mapping[str, Any], *, key: SigningKey | None
) -> CheckedCertificate:
    """Compare a certificate with what the store says of its edition, and its signature with the key of the store.

    Raises UnknownValue where there is no such edition.
    """
    symbol = certificate["edition"].get("symbol")
    edition = (
        session.scalar(select(EditionRow).where(EditionRow.symbol == symbol))
        if isinstance(symbol, str)
        else None
    )
    if edition is None:
        raise UnknownValue(f"There is no edition {symbol} in this store.", field="edition")
    given = certify(session, edition, session.get_one(DocumentRow, edition.document_id))
    in_hand = {name: value for name, value in certificate.items() if name != "signature"}
    differences = list(_differences(in_hand, given))
    if not differences and canonical(in_hand) != canonical(given):
        differences.append("Its parts stand in another order.")
    if edition.took_part is None and any(one.startswith("delegations") for one in differences):
        differences.append(
            "This edition was issued before who took part was kept with it; a delegation may have changed since."
        )
    holds, said = _of_signature(certificate, key)
    return CheckedCertificate(
        edition.symbol, (*differences, *(() if holds else (said,))), said if holds else ""
    )


def _differences(in_hand: Mapping[str, Any], given: Mapping[str, Any]) -> Iterator[str]:
    ours, theirs = dict(_flat(given)), dict(_flat(in_hand))
    for name in sorted({*ours, *theirs}):
        if name not in ours:
            yield f"{name}: the store does not say this."
        elif name not in theirs:
            yield f"{name} is missing."
        # In Python 1 equals True; in their canonical form they do not.
        elif canonical({"value": ours[name]}) != canonical({"value": theirs[name]}):
            yield f"{name} is {_shown(theirs[name])}; in the store it is {_shown(ours[name])}."


def _flat(value: Any, name: str = "") -> Iterator[tuple[str, Any]]:
    """Yield what stands in a certificate, by names for people: "edition symbol", "delegations KAZ name"."""
    if isinstance(value, dict) and value:
        parts = list(value.items())
    elif isinstance(value, list) and value:
        parts = [
            (one.get("code", n) if isinstance(one, dict) else n, one) for n, one in enumerate(value, start=1)
        ]
    else:
        yield name, value
        return
    for part, inner in parts:
        yield from _flat(inner, f"{name} {part}".lstrip())


def _shown(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _of_signature(certificate: Mapping[str, Any], key: SigningKey | None) -> tuple[bool, str]:
    """Return whether nothing speaks against the signature, and what there is to say of it."""
    signature = certificate.get("signature")
    if signature is None:
        return True, "It is not signed."
    named = signature.get("public_key") if isinstance(signature, dict) else None
    if not isinstance(named, str) or not is_signed_by(certificate, named):
        return False, "Its signature does not hold."
    if key is None:
        return True, f"Its signature holds, with the key {named}; this store has none to compare it with."
    if named != key.public:
        return False, f"Its signature holds, but with the key {named}; the key of this store is {key.public}."
    return True, "Its signature holds, with the key of this store."
