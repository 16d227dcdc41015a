"""One text becomes several: which of its words go to which part, and where the words of a proposal on it go.

Everything rests on the alignment of words that shows, consolidates and carries over. A change that lies within one
part goes with that part. A change across a border is taken apart where words that stay, or words that only go, say
how; where nothing says it, the change is named as having no place: it is never guessed.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from documents.alignment import Edit, align
from documents.errors import EmptyText
from documents.following import place_of
from documents.merge import Collision
from documents.tokens import Line, is_word, line_of

_SENTENCE_ENDS = ".;:!?"


@dataclass(frozen=True, slots=True)
class Divided:
    """A proposal on a text, as proposals on its parts.

    ``bases`` are the words of the text that each part holds, ``texts`` what the proposal makes of them; both without
    the white space at the borders. ``unplaced``: changes that belong to no one part.
    """

    bases: tuple[str, ...]
    texts: tuple[str, ...]
    unplaced: tuple[Collision, ...] = ()


def cut_before(text: str, words: Sequence[tuple[str, int]]) -> tuple[str, ...]:
    """Return the parts of a text; each but the first begins with words of it, of which it is said the which ones.

    Raises UnknownValue where they do not stand there, or not in this order; EmptyText where a part has no word.

    >>> cut_before("Rivers unite; lakes, too; and seas.", [("lakes", 1), ("and", 1)])
    ('Rivers unite;', 'lakes, too;', 'and seas.')
    """
    borders = [0, *(place_of(text, *one)[0] for one in words), len(text)]
    if sorted(set(borders)) != borders:
        raise EmptyText(
            "Name the beginnings of the parts in the order of the text, none of them twice, and not its first word.",
            field="begins",
        )
    return tuple(text[start:end].strip() for start, end in pairwise(borders))


def borders_of(text: str, parts: Sequence[str]) -> tuple[int, ...]:
    """Return before which of its words a text is cut, so that each part holds the words it takes from there.

    The first border is 0, the last one the number of words; a part that takes nothing stands between equal ones.

    >>> borders_of("We share water and we share data.", ["We share water.", "We share data."])
    (0, 4, 8)
    """
    lines = [line_of(part) for part in parts]
    alignment = align(text, " ".join(parts))
    found = [0]
    there = 0
    for line in lines[:-1]:
        there += len(line.words)
        found.append(max(found[-1], _origin_of_border(alignment.single_edits, there)))
    return (*found, len(alignment.old.words))


def _origin_of_border(edits: Sequence[Edit], border: int) -> int:
    """Return the place in the old text that answers to a place between two words of the new one."""
    shift = 0
    for edit in edits:
        if border < edit.new_start:
            break
        if border <= edit.new_end:
            # Words that only went at the border stood before what comes now; of replaced ones as many as came.
            inside = edit.deletes if border == edit.new_end else min(edit.deletes, border - edit.new_start)
            return edit.start + (inside if edit.inserts else 0)
        shift = edit.end - edit.new_end
    return border + shift


def stretches_of(text: str, parts: Sequence[str]) -> list[tuple[int, int]]:
    """Return which characters of a text each part takes, from and to; white space at the borders is nobody's.

    >>> stretches_of("Rivers unite. Lakes divide.", ["Rivers unite.", "Lakes divide us."])
    [(0, 13), (14, 27)]
    """
    pieces = line_of(text).pieces
    found = []
    for first, behind in pairwise(borders_of(text, parts)):
        start = len("".join(pieces[: 2 * first + 1]))
        found.append((start, max(start, len("".join(pieces[: 2 * behind])))))
    return found


def part_with(text: str, parts: Sequence[str], place: int) -> int:
    """Return which part has the word at a place of a text, in characters.

    >>> part_with("We share water and data.", ["We share water.", "We share data."], 19)
    1
    """
    line = line_of(text)
    word = at = 0
    for k in range(len(line.words)):
        at += len(line.gaps[k]) + len(line.words[k])
        word = k
        if at > place:
            break
    return next((k for k, end in enumerate(borders_of(text, parts)[1:]) if word < end), len(parts) - 1)


def divide(text: str, proposal: str, borders: Sequence[int]) -> Divided:
    """Return what a proposal on a text wants of each of its parts; ``borders`` as :func:`borders_of` gives them.

    >>> text, borders = "Rivers unite. Lakes divide.", (0, 3, 6)
    >>> divide(text, "All rivers unite. Lakes divide us.", borders).texts
    ('All rivers unite.', 'Lakes divide us.')
    >>> divide(text, "Rivers divide.", borders).texts
    ('Rivers', 'divide.')
    >>> divide(text, "Seas unite us, as do lakes.", borders).unplaced
    (Collision(base='Rivers unite. Lakes divide', proposed='Seas unite us, as do lakes', present=''),)
    """
    alignment = align(text, proposal)
    inner = borders[1:-1]
    left_out = [edit for edit in alignment.edits if _has_no_place(edit, inner)]
    edits = [part for edit in alignment.edits if edit not in left_out for part in edit.single]
    line = _without(alignment.old, alignment.new, left_out)
    places = [0]
    for border in inner:
        # Of a change without a place, the words of the base stand in the text again.
        restored = sum(edit.deletes - edit.inserts for edit in left_out if edit.end <= border)
        places.append(_place_of_border(alignment.new, edits, left_out, border) + restored)
    places.append(len(line.words))
    return Divided(
        bases=tuple(alignment.old.spell(*ends) for ends in pairwise(borders)),
        texts=_bracketed(
            [alignment.old.spell(*ends) for ends in pairwise(borders)],
            [line.spell(*ends) for ends in pairwise(places)],
        ),
        unplaced=tuple(
            Collision(
                alignment.old.spell(edit.start, edit.end),
                alignment.new.spell(edit.new_start, edit.new_end),
                "",
            )
            for edit in left_out
        ),
    )


def _has_no_place(edit: Edit, borders: Sequence[int]) -> bool:
    return any(part.replaces and part.start < border < part.end for part in edit.single for border in borders)


def _without(old: Line, new: Line, edits: Sequence[Edit]) -> Line:
    """Return the new text with the words of the old one where some edits had replaced them."""
    if not edits:
        return new
    pieces: list[str] = []
    at = 0
    for edit in edits:
        pieces += new.pieces[at : 2 * edit.new_start]
        pieces += old.pieces[2 * edit.start : 2 * edit.end + 1]  # with the white space round them
        at = 2 * edit.new_end + 1
    return line_of("".join((*pieces, *new.pieces[at:])))


def _place_of_border(new: Line, edits: Sequence[Edit], left_out: Sequence[Edit], border: int) -> int:
    """Return the place in the proposal (with all its changes) that answers to a border of the text."""
    shift = 0
    for edit in sorted((*edits, *left_out)):
        if edit.start > border or (edit.start == border and edit.deletes):
            break
        if edit.start == edit.end == border:
            return edit.new_end if _ends(new, edit) else edit.new_start
        if border < edit.end:  # across the border words only go, or stand there again
            return edit.new_start + (border - edit.start if edit in left_out else 0)
        shift = edit.new_end - edit.end
    return border + shift


def _ends(new: Line, edit: Edit) -> bool:
    """Whether words put in at a border end the part before it; else they begin the part behind it."""
    return new.words[edit.new_end - 1] in _SENTENCE_ENDS or not any(
        is_word(word) for word in new.words[edit.new_start : edit.new_end]
    )


def _bracketed(bases: Sequence[str], texts: Sequence[str]) -> tuple[str, ...]:
    """Return texts in which a bracket that a proposal puts round words of several parts stands round each of them."""
    found: list[str] = []
    open_before = 0
    for base, text in zip(bases, texts, strict=True):
        text = "[" * open_before + text
        ours = _unclosed(text) - _unclosed(base)
        is_last = len(found) == len(texts) - 1
        open_before = 0 if is_last or not text.strip("[") else max(0, ours)
        found.append(text + "]" * open_before if text.strip("[") else "")
    return tuple(found)


def _unclosed(text: str) -> int:
    depth = 0
    for character in text:
        if character == "[":
            depth += 1
        elif character == "]" and depth:
            depth -= 1
    return depth
