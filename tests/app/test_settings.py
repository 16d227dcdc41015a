"""What an operator sets in the environment."""

from pathlib import Path

import pytest

from app.settings import LOOPBACK, read_settings


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


def test_names_and_address_of_the_server(monkeypatch: pytest.MonkeyPatch) -> None:
    assert read_settings().hosts == LOOPBACK
    monkeypatch.setenv("KELISIM_HOSTS", "a.example, b.example")
    monkeypatch.setenv("KELISIM_ADDRESS", "https://kelisim.example:8443/")
    settings = read_settings()
    assert settings.hosts == (*LOOPBACK, "a.example", "b.example", "kelisim.example")
    assert settings.address == "https://kelisim.example:8443"
    monkeypatch.setenv("KELISIM_ADDRESS", "kelisim.example")
    with pytest.raises(SystemExit, match="KELISIM_ADDRESS"):
        read_settings()


def test_a_secret_can_stand_in_a_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    file = tmp_path / "database"
    file.write_text("sqlite:///elsewhere.db\n", encoding="utf-8")
    monkeypatch.setenv("KELISIM_DATABASE_URL_FILE", str(file))
    assert read_settings().database_url == "sqlite:///elsewhere.db"
    monkeypatch.setenv("KELISIM_DATABASE_URL_FILE", str(tmp_path / "nothing"))
    with pytest.raises(SystemExit, match="KELISIM_DATABASE_URL_FILE"):
        read_settings()


def test_half_of_another_system_ends_the_start(monkeypatch: pytest.MonkeyPatch) -> None:
    assert read_settings().openid is None
    monkeypatch.setenv("KELISIM_OPENID_ISSUER", "https://people.example/")
    with pytest.raises(SystemExit, match="belong together"):
        read_settings()
    monkeypatch.setenv("KELISIM_OPENID_CLIENT", "kelisim")
    monkeypatch.setenv("KELISIM_OPENID_SECRET", "between us")
    other = read_settings().openid
    assert other is not None
    assert (other.issuer, other.name) == ("https://people.example/", "your organization")
