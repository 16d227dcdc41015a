"""The letters that change inside one word: an inflection, a year, a slip of the pen.

The one place where two texts are compared by characters, and so by diff-match-patch: inside a word its clean-up does
what an eye does.
"""

from diff_match_patch import diff_match_patch

from documents.diff import Op, Segment
from documents.tokens import is_word, tokenize

_NEAR = 0.5  # of the letters of both words, the share that is the same
_LONGEST = 200  # letters: no word is longer, and the time goes with their square
_OPS: dict[int, Op] = {-1: "delete", 0: "equal", 1: "insert"}


def diff_letters(old: str, new: str) -> list[Segment]:
    """Return the letters that make one word of another; [] where the two are no single words, or too far apart.

    >>> [(part.op, part.text) for part in diff_letters("климата", "климату")]
    [('equal', 'климат'), ('delete', 'а'), ('insert', 'у')]
    >>> diff_letters("shall", "will")
    []
    """
    if old == new or max(len(old), len(new)) > _LONGEST or not (_is_one_word(old) and _is_one_word(new)):
        return []
    engine = diff_match_patch()
    engine.Diff_Timeout = 0  # the result depends on the words alone
    found = engine.diff_main(old, new)
    engine.diff_cleanupSemantic(found)
    same = sum(len(text) for op, text in found if op == 0)
    if 2 * same < _NEAR * (len(old) + len(new)) or same < 2:
        return []
    return [Segment(_OPS[op], text) for op, text in found]


def _is_one_word(text: str) -> bool:
    tokens = tokenize(text)
    return len(tokens) == 1 and is_word(tokens[0])
