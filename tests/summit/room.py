"""The cast at one table: everyone sends requests in their own name."""

from dataclasses import dataclass
from typing import Any

from starlette.testclient import TestClient

from tests.app.serving import SLUG

CAST = (
    ("KAZ", "negotiator"),
    ("UZB", "head"),
    ("TKM", "negotiator"),
    ("UNEP", "negotiator"),
    ("ADB", "observer"),
    ("CHAIR", "chair"),
    ("SEC", "secretariat"),
)


@dataclass(frozen=True, slots=True)
class Room:
    """Everyone at one table; ``ask`` sends a request in somebody's name."""

    client: TestClient
    headers: dict[str, dict[str, str]]

    def ask(
        self, who: str, method: str, path: str, headers: dict[str, str] | None = None, **body: Any
    ) -> Any:
        return self.client.request(
            method,
            path,
            headers={**self.headers[who], **(headers or {})},
            **({"json": body} if body else {}),
        )

    def clause(self, label: str, slug: str = SLUG) -> dict[str, Any]:
        items = self.ask("SEC", "GET", f"/api/documents/{slug}/clauses?limit=500").json()["items"]
        found: dict[str, Any] = next(one for one in items if one["label"] == label)
        return found

    def table(self, who: str, label: str, old: str, new: str, **more: Any) -> Any:
        clause = self.clause(label)
        assert clause["text"].count(old) == 1
        return self.ask(
            who,
            "POST",
            f"/api/clauses/{clause['id']}/amendments",
            **{
                "base_revision": clause["revision"],
                "text": clause["text"].replace(old, new),
                "rationale": "because",
                "status": "tabled",
                **more,
            },
        )

    def consolidation(self, label: str) -> dict[str, Any]:
        path = f"/api/clauses/{self.clause(label)['id']}/consolidation"
        found: dict[str, Any] = self.ask("CHAIR", "GET", path).json()
        return found

    def decide(self, label: str, **verdict: Any) -> Any:
        seen = self.consolidation(label)
        return self.ask(
            "CHAIR",
            "POST",
            f"/api/clauses/{seen['clause']}/decisions",
            **{"fingerprint": seen["fingerprint"], **verdict},
        )
