"""What stands in the body of a Word file and says nothing, and what says something that is not read.

Whatever is on none of these lists, nor read by :mod:`importers.word.paragraphs`, is unknown and reported as that: a
list of what may be passed over is safe against what a later Word, or somebody's hand, puts into a file.
"""

from importers.word.package import W

_DRAWING = "pictures and drawings"
_FORMULA = "formulas"
_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"

# What is known and not read, in the words in which it is told.
SKIPPED = {
    f"{W}drawing": _DRAWING,
    f"{W}pict": _DRAWING,
    f"{W}contentPart": _DRAWING,
    f"{W}object": "embedded objects",
    f"{W}footnoteReference": "footnotes",
    f"{W}endnoteReference": "endnotes",
    f"{W}sym": "signs of a symbol font",
    f"{W}ruby": "words with a reading above them (ruby)",
    f"{W}altChunk": "other files put in (altChunk)",
    f"{W}subDoc": "other files put in (subDoc)",
    "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent": "text boxes and drawings",
    f"{_MATH}oMath": _FORMULA,
    f"{_MATH}oMathPara": _FORMULA,
}

_RANGES = (
    *("comment", "moveFrom", "moveTo"),
    *("customXmlIns", "customXmlDel", "customXmlMoveFrom", "customXmlMoveTo"),
)
# What shows nothing: properties, marks of ranges, fields round their results, what a program notes for itself.
SILENT = frozenset(
    W + name
    for name in (
        *("pPr", "rPr", "tblPr", "tblPrEx", "tblGrid", "trPr", "tcPr", "sectPr"),
        *("sdtPr", "sdtEndPr", "smartTagPr", "customXmlPr"),
        *(f"{name}Range{end}" for name in _RANGES for end in ("Start", "End")),
        *("permStart", "permEnd", "proofErr", "lastRenderedPageBreak"),
        *("fldChar", "fldData", "instrText", "delInstrText", "annotationRef", "commentReference"),
    )
)


def told_of(tag: str) -> str:
    """Return in which words an element is told that is not read; "" where there is nothing to tell of it.

    >>> told_of(f"{W}ruby"), told_of(f"{W}proofErr"), told_of("{urn:x}words")
    ('words with a reading above them (ruby)', '', 'elements of an unknown kind (words)')
    """
    if tag in SILENT:
        return ""
    return SKIPPED.get(tag) or f"elements of an unknown kind ({tag.rpartition('}')[2]})"
