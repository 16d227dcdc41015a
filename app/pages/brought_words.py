"""Who brought each word of the present text, drawn, with a legend that counts the words of each."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from app.pages.drawn import Drawn
from app.pages.frame import Cast, Named
from app.pages.pen import Hit, Pen, Stretch
from documents.provenance import Origin, words_brought

HOST = "SEC"  # whose text stands at the beginning; its words carry no mark


@dataclass(frozen=True, slots=True)
class Brought:
    """How many words somebody brought; ``is_host``: those that stood there from the beginning."""

    by: Named
    words: int
    is_host: bool


Origins = Mapping[str, Mapping[str, Sequence[Origin]]]  # clause id -> address -> stretches


def legend_of(origins: Origins, cast: Cast) -> list[Brought]:
    """Return who brought how many words, in the order of the house, the host last."""
    words: Counter[str] = Counter()
    for fields in origins.values():
        for stretches in fields.values():
            words.update(words_brought(stretches))
    named = [Brought(one, words[code], code == HOST) for code, one in cast.items() if words[code]]
    return sorted(named, key=lambda one: one.is_host)


def draw_brought(stretches: Sequence[Origin], pen: Pen, hits: Sequence[Hit] = ()) -> Drawn:
    """Return a text whose words are underlined by whom they were brought, a code behind each stretch."""
    whole = "".join(one.text for one in stretches)
    pen = Pen(cast=pen.cast, language=pen.language, labels=pen.labels, hits=hits)
    opening = pen.opening(whole)
    drawn: list[Stretch] = []
    at = 0
    for one in stretches:
        if one.by == HOST or not one.text.strip():
            drawn += pen.words("text", one.text, opening=opening - at, at=at)
        else:
            # White space round brought words carries no line: it is nobody's.
            lead = len(one.text) - len(one.text.lstrip())
            trail = len(one.text.rstrip())
            by = (pen.cast[one.by],)
            drawn += pen.words("text", one.text[:lead], at=at)
            drawn += pen.words(
                "brought", one.text[lead:trail], by=by, opening=opening - at - lead, at=at + lead
            )
            drawn.append(Stretch("bringer", by=by))
            drawn += pen.words("text", one.text[trail:], at=at + trail)
        at += len(one.text)
    return Drawn(tuple(drawn))
