"""Signing in through another system, by OpenID Connect: the authorization code flow with PKCE.

Whoever it vouches for is who has an account under the same, verified e-mail address; nobody gets an account by it.
"""

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import asdict, dataclass
from secrets import token_urlsafe
from typing import Any

import requests
from authlib.common.errors import AuthlibBaseError
from authlib.integrations.requests_client import OAuth2Session
from authlib.oidc.core import CodeIDToken
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

from app.errors import NotVouchedFor
from app.settings import OpenIdClient

PATIENCE = 10.0  # seconds for an answer of the other system
ALGORITHMS = ["RS256", "PS256", "ES256", "EdDSA"]  # none that a client could sign with itself


@dataclass(frozen=True, slots=True)
class Pending:
    """What a browser keeps between going to the other system and coming back."""

    state: str
    nonce: str
    verifier: str
    next: str

    def as_cookie(self) -> str:
        """Return it as the value of a cookie."""
        return urlsafe_b64encode(json.dumps(asdict(self)).encode()).decode()

    @classmethod
    def read(cls, cookie: str | None) -> "Pending":
        """Return what a browser brings back; refuse one that went nowhere."""
        try:
            return cls(**json.loads(urlsafe_b64decode(cookie or "")))
        except (ValueError, TypeError):
            raise NotVouchedFor("This browser did not go there, or too long ago. Begin again.") from None


@dataclass(frozen=True, slots=True)
class Provider:
    """Another system that knows people."""

    us: OpenIdClient  # as it knows us

    @property
    def name(self) -> str:
        """Return what it is called on the button."""
        return self.us.name

    def begin(self, *, back: str, next_path: str) -> tuple[str, Pending]:
        """Return where to send the browser, and what it keeps meanwhile."""
        nonce, verifier = token_urlsafe(24), token_urlsafe(48)
        with self._session(back) as session:
            address, state = session.create_authorization_url(
                self._metadata()["authorization_endpoint"], nonce=nonce, code_verifier=verifier
            )
        return address, Pending(state, nonce, verifier, next_path)

    def finish(self, *, back: str, came_to: str, pending: Pending) -> str:
        """Return the e-mail address for which the other system vouches; ``came_to`` is where it sent the browser."""
        try:
            metadata = self._metadata()
            with self._session(back, state=pending.state) as session:
                token = session.fetch_token(
                    metadata["token_endpoint"],
                    authorization_response=came_to,
                    code_verifier=pending.verifier,
                )
                claims = self._claims(metadata, token["id_token"], pending.nonce)
                if "email" not in claims and "userinfo_endpoint" in metadata:
                    told = session.get(metadata["userinfo_endpoint"]).json()
                    claims |= told if told.get("sub") == claims["sub"] else {}
        except (AuthlibBaseError, JoseError, requests.RequestException, KeyError, ValueError) as error:
            raise NotVouchedFor(
                f"{self.name} did not say who you are. Begin again, or sign in otherwise."
            ) from error
        if claims.get("email_verified") is not True or not isinstance(claims.get("email"), str):
            raise NotVouchedFor(f"{self.name} does not vouch for your e-mail address; sign in otherwise.")
        return str(claims["email"])

    def _session(self, back: str, state: str | None = None) -> OAuth2Session:
        return OAuth2Session(
            self.us.client,
            self.us.secret,
            scope="openid email",
            redirect_uri=back,
            state=state,
            code_challenge_method="S256",
            default_timeout=PATIENCE,
        )

    def _metadata(self) -> dict[str, Any]:
        try:
            # OpenID Connect Discovery 1.0, 4.1: without the slash at the end of the issuer, where it has one.
            where = f"{self.us.issuer.rstrip('/')}/.well-known/openid-configuration"
            answer = requests.get(where, timeout=PATIENCE)
            answer.raise_for_status()
            metadata: dict[str, Any] = answer.json()
        except (requests.RequestException, ValueError) as error:
            raise NotVouchedFor(
                f"{self.name} does not answer. Sign in otherwise, or try again later."
            ) from error
        if metadata.get("issuer") != self.us.issuer:
            raise NotVouchedFor(f"{self.name} says that it is another system; tell the secretariat.")
        return metadata

    def _claims(self, metadata: dict[str, Any], id_token: str, nonce: str) -> dict[str, Any]:
        answer = requests.get(metadata["jwks_uri"], timeout=PATIENCE)
        answer.raise_for_status()
        token = jwt.decode(id_token, KeySet.import_key_set(answer.json()), algorithms=ALGORITHMS)
        claims = CodeIDToken(
            token.claims,
            token.header,
            options={
                "iss": {"essential": True, "value": self.us.issuer},
                "aud": {"essential": True, "value": self.us.client},
                "nonce": {"essential": True, "value": nonce},
            },
            params={"nonce": nonce, "client_id": self.us.client},
        )
        claims.validate(leeway=30)
        return dict(claims)
