"""What a request must keep to before anything is parsed: the name it came under, its size, and the time it takes."""

import asyncio
from collections.abc import Sequence

from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.errors import DrawRefusal, Failed, answer_rule, problem
from app.failures import log_failure

TAKING_FILES = ("/redlines", "/translations", "/api/documents", "/begin")


class HostCheck:
    """Refuse a request that came under a name which is not this server's: links are made of that name."""

    def __init__(self, app: ASGIApp, hosts: Sequence[str]) -> None:
        self.app = app
        self.hosts = {host.lower() for host in hosts}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Look at the header Host."""
        if scope["type"] == "http" and "*" not in self.hosts and self._name_in(scope) not in self.hosts:
            refusal = problem(
                421,
                "wrong-host",
                "Not this server",
                "This server is not reached under this name. Whoever runs it says under which it is: KELISIM_HOSTS.",
                {},
                {},
            )
            await refusal(scope, receive, send)
            return
        await self.app(scope, receive, send)

    @staticmethod
    def _name_in(scope: Scope) -> str:
        host = next((value for name, value in scope["headers"] if name == b"host"), b"").decode("latin-1")
        name, colon, port = host.rpartition(":")
        return (name if colon and port.isdigit() else host).lower()


class SafeAnswers:
    """Let every answer say what a browser may make of it: no more than its own headers allow, and no cache between.

    Where something fails that nobody has foreseen, the answer is made here, so that it says so too.
    """

    def __init__(self, app: ASGIApp, draw_refusal: DrawRefusal) -> None:
        self.app = app
        self.draw_refusal = draw_refusal

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Add what the answer does not say itself."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        wanted = dict(_SAFE)
        if scope["path"].startswith(("/static/", "/description/")):
            del wanted[b"cache-control"]  # the same for everybody
        if scope["scheme"] == "https":
            wanted[b"strict-transport-security"] = b"max-age=31536000"

        begun = False

        async def send_safely(message: Message) -> None:
            nonlocal begun
            if message["type"] == "http.response.start":
                begun = True
                there = {name.lower() for name, _ in message["headers"]}
                message["headers"] = [
                    *message["headers"],
                    *((name, value) for name, value in wanted.items() if name not in there),
                ]
            await send(message)

        try:
            await self.app(scope, receive, send_safely)
        except Exception as error:  # noqa: BLE001  (nothing is behind this that could answer as we do)
            log_failure(scope, error)
            if not begun:  # else the server breaks the answer off
                answer = answer_rule(Request(scope), Failed(), self.draw_refusal)
                await answer(scope, receive, send_safely)


_SAFE = {
    b"content-security-policy": b"default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    b"x-content-type-options": b"nosniff",
    b"referrer-policy": b"same-origin",
    b"cache-control": b"private, no-cache",
}


class BodyLimit:
    """Refuse a body over the limit with 413, and one that does not come in time with 408."""

    def __init__(self, app: ASGIApp, limit: int, file_limit: int, patience: float = 60.0) -> None:
        self.app = app
        self.limit = limit
        self.patience = patience  # seconds for all of the body
        self.file_limit = file_limit + 64 * 1024  # what a form adds round a file

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Count what comes in."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        limit = self.file_limit if scope["path"].endswith(TAKING_FILES) else self.limit
        body = bytearray()  # of many small parts it is not copied for each
        more = True
        until = asyncio.get_running_loop().time() + self.patience
        while more:
            try:
                async with asyncio.timeout_at(until):
                    message = await receive()
            except TimeoutError:
                refusal = problem(
                    408,
                    "too-slow",
                    "Too slow",
                    f"A request is to be sent within {self.patience:g} seconds. Nothing was stored; send it again.",
                    {},
                    {"Connection": "close"},
                )
                await refusal(scope, receive, send)
                return
            if message["type"] != "http.request":
                break
            body += message.get("body", b"")
            more = message.get("more_body", False)
            if len(body) > limit:
                refusal = problem(
                    413,
                    "too-long",
                    "Too long",
                    f"A request holds at most {limit} bytes here.",
                    {"limit": limit},
                    {"Connection": "close"},
                )
                await refusal(scope, receive, send)
                return

        sent = False

        async def replay() -> Message:
            nonlocal sent
            if sent:
                return await receive()
            sent = True
            return {"type": "http.request", "body": bytes(body), "more_body": False}

        await self.app(scope, replay, send)
