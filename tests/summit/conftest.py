"""A room in which the real texts are negotiated, on either database."""

from collections.abc import Iterator

import pytest
from starlette.testclient import TestClient

from app.main import create_app
from app.settings import Settings
from tests.app.serving import begin
from tests.summit.room import CAST, Room


@pytest.fixture
def room(database_url: str) -> Iterator[Room]:
    signed = begin(database_url, *CAST)
    with TestClient(create_app(Settings(database_url=database_url))) as client:
        yield Room(client, {code: headers for (code, _), headers in zip(CAST, signed, strict=True)})
