"""A bound on what a request may carry, kept before anything is parsed."""

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.errors import problem

TAKING_FILES = ("/redlines", "/api/documents", "/begin")


class BodyLimit:
    """Refuse a body over the limit with 413, whether it announces its length or not."""

    def __init__(self, app: ASGIApp, limit: int, file_limit: int) -> None:
        self.app = app
        self.limit = limit
        self.file_limit = file_limit + 64 * 1024  # what a form adds round a file

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Count what comes in."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        limit = self.file_limit if scope["path"].endswith(TAKING_FILES) else self.limit
        body = b""
        more = True
        while more:
            message = await receive()
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
            return {"type": "http.request", "body": body, "more_body": False}

        await self.app(scope, replay, send)
