"""What the description of the API promises is held against whatever can be sent, as every role.

Schemathesis draws requests from the description: no error of the server, no status that is not described, every answer
of the shape that its status has.
"""

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis import Case
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from app.verifying import verify_store
from tests.app.cast import Room, made
from tests.app.people import token_of
from tests.app.test_examples import sent_redline
from tests.thoroughness import IS_LONG, TIMES

CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
]
# All of them in make test-long; in make test nobody, an observer and an administrator, who differ most.
READERS = (
    *(("nobody", ""), ("KAZ", "negotiator"), ("UZB", "head"), ("ADB", "observer")),
    *(("CHAIR", "chair"), ("SEC", "secretariat"), ("SEC", "administrator")),
)


@pytest.mark.parametrize("room", ["sqlite"], indirect=True)
@pytest.mark.parametrize(("who", "role"), READERS if IS_LONG else READERS[::3])
def test_no_request_gets_an_answer_that_is_not_described(
    room: Room, monkeypatch: pytest.MonkeyPatch, who: str, role: str
) -> None:
    monkeypatch.setattr("app.press.find_office", lambda: None)  # hundreds of PDFs would be made
    made(room.replace("TJK", "OP 1", "2027", "2028"))
    made(room.replace("KAZ", "OP 2", "share", "exchange", status="draft"))
    room.issue()
    sent_redline(room)
    signed = {}
    if who in room.tokens:
        token = token_of(room.app.state.store, who, role)
        signed = {"Authorization": f"Bearer {token}"}
    # The description as this reader gets it, with real ids in its examples.
    schema = schemathesis.openapi.from_asgi("/openapi.json", room.app, headers=signed, timeout=120)
    failed = []
    for found in schema.get_all_operations():
        operation = found.ok()

        @settings(
            max_examples=2 * TIMES if IS_LONG else 1,
            deadline=None,
            database=None,
            derandomize=True,
            phases=[Phase.explicit, Phase.generate],
            suppress_health_check=list(HealthCheck),
        )
        @given(case=operation.as_strategy())
        def hold(case: Case) -> None:
            case.call_and_validate(checks=CHECKS, headers=signed)

        try:
            hold()
        except (Exception, BaseExceptionGroup) as failure:  # noqa: BLE001  (each one is tried)
            failed.append(f"{operation.label}: {failure}")
    assert failed == []
    with room.app.state.store.reading() as session:
        assert list(verify_store(session)) == []
