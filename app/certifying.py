"""The certificate of an edition: what it was, its place in the record, who took part; signed where there is a key.

It says what was stored when the edition was issued, so it is the same whenever it is asked for; only of editions from
before who took part was kept with them, it names who takes part at present. The signature is Ed25519 (RFC 8032) over
the certificate without it, in the canonical form of ``app.models.hashing``.
"""

from base64 import b64decode, b64encode
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import load_pem_private_key
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models import DocumentRow, EditionRow, EventRow
from app.models.frozen import as_frozen, who_takes_part
from app.models.hashing import canonical, hash_values
from app.services.record import PUBLIC
from documents.errors import UnknownValue

ALGORITHM = "Ed25519"


@dataclass(frozen=True, slots=True)
class SigningKey:
    """The secretariat's private key."""

    private: Ed25519PrivateKey

    @classmethod
    def read(cls, file: Path) -> "SigningKey":
        """Return the key of a PEM file (PKCS 8, no password). Raises UnknownValue where it is none."""
        try:
            key = load_pem_private_key(file.read_bytes(), password=None)
        except (OSError, ValueError, TypeError) as error:
            raise UnknownValue(f"{file} holds no key that can be read: {error}") from None
        if not isinstance(key, Ed25519PrivateKey):
            raise UnknownValue(f"{file} holds no Ed25519 key; openssl genpkey -algorithm ed25519 makes one.")
        return cls(key)

    @property
    def public(self) -> str:
        """The public key that belongs to it: Base64 of its 32 bytes."""
        return _text(self.private.public_key().public_bytes_raw())


def certify(
    session: Session, edition: EditionRow, document: DocumentRow, *, key: SigningKey | None = None
) -> dict[str, Any]:
    """Return the certificate of an edition as values of JSON, signed where a key is given."""
    event = session.scalars(
        select(EventRow).where(
            EventRow.stream == PUBLIC, EventRow.what == "edition issued", EventRow.subject == edition.id
        )
    ).one()
    certificate: dict[str, Any] = {
        "edition": {
            "document": document.slug,
            "symbol": edition.symbol,
            "kind": edition.kind,
            "issued_at": edition.issued_at.isoformat(),
            "issued_by": edition.issued_by,
            "hash": edition.hash,
        },
        "texts": {
            language: hash_values(
                clauses=[
                    [one.id, one.label, dict(one.content)]
                    for one in as_frozen(session, edition, document, language)
                ]
            )
            for language in sorted(document.titles)
        },
        "record": {"stream": event.stream, "number": event.number, "hash": event.hash},
        "delegations": who_takes_part(session, document) if edition.took_part is None else edition.took_part,
    }
    return certificate if key is None else {**certificate, "signature": _signed(certificate, key)}


def _signed(certificate: Mapping[str, Any], key: SigningKey) -> dict[str, str]:
    return {
        "algorithm": ALGORITHM,
        "public_key": key.public,
        "value": _text(key.private.sign(canonical(certificate))),
    }


def is_signed_by(certificate: Mapping[str, Any], public_key: str) -> bool:
    """Whether a certificate bears a good signature of a public key (Base64 of its 32 bytes)."""
    signature = certificate.get("signature")
    if not isinstance(signature, dict):
        return False
    unsigned = {name: value for name, value in certificate.items() if name != "signature"}
    try:
        Ed25519PublicKey.from_public_bytes(b64decode(public_key, validate=True)).verify(
            b64decode(signature.get("value", ""), validate=True), canonical(unsigned)
        )
    except (InvalidSignature, ValueError, TypeError):  # the last of a value that is no text
        return False
    return signature.get("public_key") == public_key


def _text(data: bytes) -> str:
    return b64encode(data).decode()
