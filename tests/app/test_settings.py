"""What an operator sets in the environment."""

import pytest

from app.settings import read_settings


def test_limits_of_word_files_can_be_set(monkeypatch: pytest.MonkeyPatch) -> None:
    usual = read_settings().word_limits
    monkeypatch.setenv("KELISIM_WORD_PACKED", "1000000")
    monkeypatch.setenv("KELISIM_WORD_PARTS", "")
    limits = read_settings().word_limits
    assert (limits.packed, limits.parts) == (1_000_000, usual.parts)


@pytest.mark.parametrize("value", ["25 MB", "0", "-1", "1e6", "٣"])
def test_what_is_no_limit_is_said_with_its_name(monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    monkeypatch.setenv("KELISIM_WORD_PACKED", value)
    with pytest.raises(SystemExit, match=r"KELISIM_WORD_PACKED is .*whole number above 0"):
        read_settings()
