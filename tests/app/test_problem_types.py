"""What the type of a problem leads to."""

from tests.app.cast import Room


def test_every_rule_of_the_shell_is_explained_too(room: Room) -> None:
    for slug in ("not-signed-in", "foreign-form", "same-moment", "failed"):
        assert room.client.get(f"/problems/{slug}").json()["type"] == f"/problems/{slug}"
