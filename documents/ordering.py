"""Order keys: strings between two neighbours, so that an insertion never moves what stands there already."""

_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"


def key_between(before: str, after: str) -> str:
    """Return a key that sorts after ``before`` and before ``after``; "" stands for either end.

    Keys never end in the lowest digit, so that there is always room before any of them.

    >>> key_between("", "")
    'i'
    >>> "a" < key_between("a", "b") < "b"
    True
    >>> key_between("", "1") < "1"
    True
    """
    if after and before >= after:
        raise ValueError(f"no key between {before!r} and {after!r}")
    key = ""
    position = 0
    bounded = bool(after)
    while True:
        low = _DIGITS.index(before[position]) if position < len(before) else 0
        high = _DIGITS.index(after[position]) if bounded and position < len(after) else len(_DIGITS)
        if high - low > 1:
            return key + _DIGITS[(low + high) // 2]
        key += _DIGITS[low]
        bounded = bounded and low == high
        position += 1


def keys_in_row(count: int) -> list[str]:
    """Return so many keys in ascending order, all of one length, with room between any two.

    >>> keys_in_row(3)
    ['0i', '1i', '2i']
    """
    width = 1
    while len(_DIGITS) ** width < count:
        width += 1
    keys = []
    for number in range(count):
        digits = ""
        rest = number
        for _ in range(width):
            rest, digit = divmod(rest, len(_DIGITS))
            digits = _DIGITS[digit] + digits
        keys.append(digits + "i")
    return keys
