"""What a page weighs, and that nothing in it moves by itself."""

import re

from app.settings import PROJECT

STATIC = PROJECT / "app" / "static"
HEAVIEST = 100_000  # bytes of style and script together
MOVES = re.compile(r"(?<![-\w])(?:transition|animation|scroll-behavior)\b|@keyframes")


def test_style_and_script_weigh_little() -> None:
    weighed = {path.name: path.stat().st_size for path in STATIC.rglob("*") if path.suffix in (".css", ".js")}
    assert sum(weighed.values()) < HEAVIEST, weighed


def test_no_sheet_moves_anything() -> None:
    moving = {path.name: MOVES.findall(path.read_text(encoding="utf-8")) for path in STATIC.glob("*.css")}
    assert not any(moving.values()), moving
