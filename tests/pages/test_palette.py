"""The colours: delegations are told apart by any eye, and every text is read on every ground.

How colour-blind eyes see is simulated after Machado, Oliveira and Fernandes (2009), severity 1.0, on linear RGB; how
far two colours then are from each other is CIEDE2000. Lines and codes say the same without any colour.
"""

import re
from collections.abc import Mapping
from itertools import combinations, product

import pytest
from coloraide import Color

from app.services.delegations import SIGNS
from app.settings import PROJECT

STATIC = PROJECT / "app" / "static"
NEAREST = 12.0  # CIEDE2000 between the two hues that are nearest to each other
READABLE = 4.5  # of text: WCAG 2.2, 1.4.3
VISIBLE = 3.0  # of what is no text: WCAG 2.2, 1.4.11

GROUNDS = ("paper", "sheet", "now", "warn-paper")
TEXTS = ("ink", "ink2", "ink3", "link", "warn", *(f"hue-{slot}" for slot in range(SIGNS)))


def _colours(sheet: str) -> dict[str, Color]:
    css = (STATIC / sheet).read_text(encoding="utf-8")
    return {name: Color(value) for name, value in re.findall(r"--([a-z0-9-]+): (#[0-9a-f]{3,6});", css)}


LIGHT, DARK = _colours("tokens.css"), _colours("dark.css")
SCHEMES = pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])


@SCHEMES
@pytest.mark.parametrize("eye", ["normal", "protan", "deutan", "tritan"])
def test_delegations_are_told_apart_by_any_eye(colours: Mapping[str, Color], eye: str) -> None:
    hues = {f"hue-{slot}": colours[f"hue-{slot}"] for slot in range(SIGNS)}
    if eye != "normal":
        hues = {name: one.filter(eye, 1, method="machado").clip() for name, one in hues.items()}
    distance, *pair = min((hues[a].delta_e(hues[b], method="2000"), a, b) for a, b in combinations(hues, 2))
    assert distance >= NEAREST, f"{pair[0]} and {pair[1]} are {distance:.2f} apart"


@SCHEMES
def test_every_text_is_read_on_every_ground(colours: Mapping[str, Color]) -> None:
    weak = [
        f"{text} on {ground}: {contrast:.2f}"
        for text, ground in product(TEXTS, GROUNDS)
        if (contrast := colours[text].contrast(colours[ground])) < READABLE
    ]
    assert not weak, "\n".join(weak)


@SCHEMES
def test_fields_and_focus_are_seen_on_every_ground(colours: Mapping[str, Color]) -> None:
    weak = [
        f"{line} on {ground}: {contrast:.2f}"
        for line, ground in product(("edge", "focus"), GROUNDS)
        if (contrast := colours[line].contrast(colours[ground])) < VISIBLE
    ]
    assert not weak, "\n".join(weak)


def test_dark_has_every_colour_that_light_has() -> None:
    assert LIGHT.keys() == DARK.keys()
