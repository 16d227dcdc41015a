"""Requests put straight to an application, without a client or a network between.

Starlette's test client costs several times what a bare route does. On both sides of a ratio it would hide most of
what is to be measured.
"""

import asyncio
import json

from starlette.types import ASGIApp, Message


class Asker:
    """Speaks ASGI to an application on an event loop of its own, one request after the other."""

    def __init__(self, app: ASGIApp, token: str = "") -> None:
        self._app = app
        self._headers = [
            (b"host", b"localhost"),
            (b"authorization", f"Bearer {token}".encode()),
            (b"content-type", b"application/json"),
        ]
        self._runner = asyncio.Runner()

    def get(self, path: str) -> bytes:
        """Return what a path answers; any status but 200 ends the benchmark."""
        return self._ask("GET", path, b"", 200)

    def post(self, path: str, body: object) -> bytes:
        """Return what a path answers to a body; any status but 201 ends the benchmark."""
        return self._ask("POST", path, json.dumps(body).encode(), 201)

    def close(self) -> None:
        """End the event loop."""
        self._runner.close()

    def _ask(self, method: str, path: str, body: bytes, expected: int) -> bytes:
        route, _, query = path.partition("?")
        scope = {
            "type": "http",
            "asgi": {"version": "3.0"},
            "http_version": "1.1",
            "method": method,
            "scheme": "http",
            "path": route,
            "raw_path": route.encode(),
            "query_string": query.encode(),
            "root_path": "",
            "headers": [*self._headers, (b"content-length", str(len(body)).encode())],
            "server": ("localhost", 80),
            "client": ("localhost", 1),
            "state": {},
        }
        status = 0
        answer: list[bytes] = []

        async def receive() -> Message:
            return {"type": "http.request", "body": body, "more_body": False}

        async def send(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            else:
                answer.append(message.get("body", b""))

        async def ask() -> None:
            await self._app(scope, receive, send)

        self._runner.run(ask())
        if status != expected:
            raise RuntimeError(f"{method} {path}: {status} {b''.join(answer).decode()}")
        return b"".join(answer)
