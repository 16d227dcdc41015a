"""What a newcomer's machine is told: where nothing is guessed, and nothing points at anyone's network."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.thoroughness import ONE_ENGINE_AT_A_TIME

HOUSE = Path(__file__).resolve().parent.parent
LOCKS = ("requirements.lock", "requirements-dev.lock", "requirements-build.lock")


def _pinned(lock: str) -> dict[str, str]:
    """Return the version of each package in a lock."""
    lines = re.findall(r"^([a-z0-9._-]+)(?:\[[^]]*\])?==([^ ;\\]+)", (HOUSE / lock).read_text(), re.MULTILINE)
    return dict(lines)


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_names_no_host(lock: str) -> None:
    text = (HOUSE / lock).read_text()
    assert "://" not in text
    assert "--index" not in text


@pytest.mark.parametrize("lock", LOCKS)
def test_every_package_of_a_lock_has_a_hash(lock: str) -> None:
    entries = re.split(r"\n(?=[a-z0-9])", (HOUSE / lock).read_text().strip())
    assert [entry.split()[0] for entry in entries if "--hash=sha256:" not in entry] == []


def test_what_is_delivered_is_what_was_tested() -> None:
    delivered, tested = _pinned("requirements.lock"), _pinned("requirements-dev.lock")
    assert delivered
    assert delivered.items() <= tested.items()


def test_a_bare_make_lists_the_commands() -> None:
    listed = subprocess.run(["make"], cwd=HOUSE, capture_output=True, text=True, check=True).stdout
    for command in ("run", "test", "check", "bench", "lock"):
        assert re.search(rf"^  {command} +\S", listed, re.MULTILINE)


def test_what_is_left_to_make_test_long_is_there_and_run_by_it() -> None:
    printed = subprocess.run(
        [sys.executable, "-m", "tests.thoroughness"], cwd=HOUSE, capture_output=True, text=True, check=True
    ).stdout.split()
    assert {f"tests/app/{name}" for name in ONE_ENGINE_AT_A_TIME} <= set(printed)
    assert [name for name in printed if not (HOUSE / name).exists()] == []
    assert "-m tests.thoroughness" in (HOUSE / "Makefile").read_text(encoding="utf-8")
