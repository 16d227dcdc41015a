"""The named styles of our Word files, as data, and ``word/styles.xml`` written from them.

Every look of a file comes from here: a delegation that opens it finds names it understands (Operative, Clause
Label, Attribution), and changing a style in Word changes all that wears it. The order of the elements is that
of ISO/IEC 29500-1, 17.7.4.17 (style), 17.3.1.26 (pPr) and 17.3.2.28 (rPr).
"""

from dataclasses import dataclass
from typing import Literal

FONT = "Times New Roman"  # covers Kazakh, Kyrgyz and Tajik letters on every Windows and Mac since 2007
INK = "1F3A5F"
GREY = "5F6670"
LABEL_INDENT = 1474  # twentieths of a point: room for "OP 12 quinquies" and "п. преамбулы 12" beside the text

LABEL_STYLES = ("ClauseLabel", "ChapterNumber")  # of what stands in a clause's bookmark and is not its text


@dataclass(frozen=True, slots=True)
class Style:
    """A named style: its id in the XML, its name in Word, and its properties as XML."""

    id: str
    name: str
    kind: Literal["paragraph", "character", "table"] = "paragraph"
    parent: str = "Normal"
    paragraph: str = ""
    run: str = ""
    table: str = ""
    following: str = ""
    shown: bool = True  # in Word's gallery of styles


def _size(points: float) -> str:
    return f'<w:sz w:val="{round(points * 2)}"/><w:szCs w:val="{round(points * 2)}"/>'


def _space(before: float = 0, after: float = 0, line: int = 240) -> str:
    return (
        f'<w:spacing w:before="{round(before * 20)}" w:after="{round(after * 20)}" '
        f'w:line="{line}" w:lineRule="auto"/>'
    )


_CLAUSE = (
    f'<w:tabs><w:tab w:val="left" w:pos="{LABEL_INDENT}"/></w:tabs>{_space(0, 7, 264)}'
    f'<w:ind w:left="{LABEL_INDENT}" w:hanging="{LABEL_INDENT}"/><w:jc w:val="both"/>'
)
_HEADING = f'<w:b/><w:bCs/><w:color w:val="{INK}"/>'
LABEL_RUN = f'<w:b/><w:bCs/><w:color w:val="{GREY}"/>{_size(9)}'
_OUTLINE = '<w:outlineLvl w:val="0"/>'
_OUTLINE_BELOW = '<w:outlineLvl w:val="1"/>'

PARAGRAPH_STYLES: tuple[Style, ...] = (
    Style(
        "Title",
        "Title",
        paragraph=(
            f'<w:keepLines/>{_space(16, 16, 252)}<w:ind w:left="170" w:right="170"/><w:jc w:val="center"/>'
        ),
        run=f"{_HEADING}{_size(16)}",
        following="Chapeau",
    ),
    Style(
        "ChapterHeading",
        "Chapter Heading",
        paragraph=f"<w:keepNext/><w:keepLines/>{_space(4, 8)}{_OUTLINE}",
        run=f"{_HEADING}{_size(15)}",
    ),
    Style(
        "SectionHeading",
        "Section Heading",
        paragraph=f'<w:keepNext/><w:keepLines/>{_space(14, 7)}<w:ind w:left="{LABEL_INDENT}"/>{_OUTLINE}',
        run=f"{_HEADING}{_size(12.5)}",
        following="Operative",
    ),
    Style(
        "Chapeau",
        "Chapeau",
        paragraph=f'{_space(0, 7, 264)}<w:ind w:left="{LABEL_INDENT}"/><w:jc w:val="both"/>',
    ),
    Style("Preambular", "Preambular", paragraph=_CLAUSE),
    Style("Operative", "Operative", paragraph=_CLAUSE),
    Style(
        "SubItem",
        "Sub-item",
        paragraph=(
            f'<w:tabs><w:tab w:val="left" w:pos="{LABEL_INDENT + 567}"/></w:tabs>{_space(0, 6, 264)}'
            f'<w:ind w:left="{LABEL_INDENT + 567}" w:hanging="567"/><w:jc w:val="both"/>'
        ),
    ),
    Style(
        "Closing",
        "Closing",
        paragraph=f'<w:keepLines/>{_space(12, 8, 264)}<w:ind w:left="{LABEL_INDENT}"/><w:jc w:val="both"/>',
    ),
    Style(
        "Testimonium",
        "Testimonium",
        paragraph=f'<w:keepNext/><w:keepLines/>{_space(14, 4, 264)}<w:ind w:left="{LABEL_INDENT}"/>',
    ),
    Style(
        "Signature",
        "Signature Line",
        paragraph=(
            # A line to write on runs from beside the names to the margin.
            '<w:keepLines/><w:tabs><w:tab w:val="left" w:pos="4200"/>'
            '<w:tab w:val="right" w:leader="underscore" w:pos="9185"/></w:tabs>'
            f'{_space(30, 0)}<w:ind w:left="{LABEL_INDENT}"/>'
        ),
    ),
    Style(
        "AnnexHeading",
        "Annex Heading",
        paragraph=f"<w:keepNext/><w:keepLines/>{_space(24, 8)}{_OUTLINE}",
        run=f"{_HEADING}{_size(13)}",
        following="StatementHeading",
    ),
    Style(
        "StatementHeading",
        "Statement Heading",
        paragraph=f"<w:keepNext/><w:keepLines/>{_space(12, 4)}",
        run="<w:b/><w:bCs/>",
        following="StatementText",
    ),
    Style(
        "StatementText",
        "Statement Text",
        paragraph=f'{_space(0, 6, 264)}<w:jc w:val="both"/>',
    ),
    Style(
        "EndRule",
        "End Rule",
        paragraph=(
            '<w:pBdr><w:top w:val="single" w:sz="8" w:space="1" w:color="auto"/></w:pBdr>'
            f'{_space(18, 0)}<w:ind w:left="3686" w:right="3686"/><w:jc w:val="center"/>'
        ),
        run=_size(6),
        shown=False,
    ),
    Style(
        "ContentsHeading",
        "Contents Heading",
        paragraph=f"<w:keepNext/>{_space(18, 6)}",
        run=f"{_HEADING}{_size(12)}",
    ),
    Style(
        "TOC1",
        "toc 1",
        paragraph=f'{_space(0, 4)}<w:ind w:left="567" w:hanging="567"/>',
        run=_size(11),
        shown=False,
    ),
    Style(
        "CoverLine",
        "Cover Line",
        paragraph=f'<w:tabs><w:tab w:val="right" w:pos="9185"/></w:tabs>{_space(0, 1)}',
        run=_size(10),
    ),
    Style(
        "Legend",
        "Legend",
        paragraph=(
            "<w:keepLines/><w:pBdr>"
            f'<w:left w:val="single" w:sz="18" w:space="8" w:color="{INK}"/></w:pBdr>'
            f'<w:shd w:val="clear" w:color="auto" w:fill="F2F4F7"/>{_space(0, 0, 259)}'
            '<w:ind w:left="227"/>'
        ),
        run=f'<w:color w:val="3B424C"/>{_size(9)}',
    ),
    Style(
        "StatusNote",
        "Status Note",
        # Lines this close let a note of two stand beside a clause of one without pushing the next one away.
        paragraph='<w:spacing w:before="0" w:after="0" w:line="170" w:lineRule="exact"/><w:jc w:val="left"/>',
        run=f'<w:i/><w:iCs/><w:color w:val="8A5A00"/>{_size(7.5)}',
    ),
    Style(
        "AmendmentText", "Amendment Text", paragraph=f'{_space(3, 4, 259)}<w:jc w:val="left"/>', run=_size(11)
    ),
    Style("TableText", "Table Text", paragraph=_space(0, 2, 245), run=_size(8.5)),
    Style(
        "TableHeading",
        "Table Heading",
        parent="TableText",
        paragraph="<w:keepNext/>",
        run="<w:b/><w:bCs/>",
    ),
    Style(
        "EntryHeading",
        "Entry Heading",
        paragraph=f"<w:keepNext/><w:keepLines/>{_space(16, 4)}{_OUTLINE_BELOW}",
        run=f"{_HEADING}{_size(12.5)}",
        following="EntryText",
    ),
    Style(
        "EntryPart",
        "Entry Part",
        paragraph=f"<w:keepNext/>{_space(8, 2)}",
        run=f"<w:b/><w:bCs/>{_size(10)}",
        following="EntryText",
    ),
    Style("EntryText", "Entry Text", paragraph=_space(0, 3, 259), run=_size(11)),
    Style(
        "SectionBreak",
        "Section Break",
        paragraph='<w:spacing w:before="0" w:after="0" w:line="20" w:lineRule="exact"/>',
        run='<w:sz w:val="2"/><w:szCs w:val="2"/>',
        shown=False,
    ),
    Style(
        "Notice",
        "Notice",
        paragraph=_space(0, 2),
        run=f'<w:i/><w:iCs/><w:color w:val="9A1F1F"/>{_size(8.5)}',
    ),
    Style(
        "Header",
        "header",
        paragraph=f'<w:tabs><w:tab w:val="right" w:pos="9185"/></w:tabs>{_space()}',
        run=f'<w:color w:val="{GREY}"/>{_size(8.5)}',
    ),
    Style(
        "Footer",
        "footer",
        paragraph=(
            '<w:pBdr><w:top w:val="single" w:sz="4" w:space="4" w:color="B8BEC6"/></w:pBdr>'
            f'<w:tabs><w:tab w:val="right" w:pos="9185"/></w:tabs>{_space()}'
        ),
        run=f'<w:color w:val="{GREY}"/>{_size(8.5)}',
    ),
    Style("CommentText", "annotation text", paragraph=_space(0, 2), run=_size(10), shown=False),
)

CHARACTER_STYLES: tuple[Style, ...] = (
    Style("ClauseLabel", "Clause Label", "character", run=LABEL_RUN),
    Style("ChapterNumber", "Chapter Number", "character"),
    Style("LeadWords", "Lead Words", "character", run="<w:i/><w:iCs/>"),
    Style("Bracket", "Bracket", "character", run='<w:b/><w:bCs/><w:color w:val="9A1F1F"/>'),
    Style(
        "Attribution",
        "Attribution",
        "character",
        run=f'<w:b/><w:bCs/><w:i w:val="0"/><w:iCs w:val="0"/><w:color w:val="{INK}"/>{_size(8.5)}',
    ),
    Style("EntryTitle", "Entry Title", "character", run="<w:b/><w:bCs/>"),
    Style(
        "FieldName",
        "Field Name",
        "character",
        run=f'<w:b w:val="0"/><w:bCs w:val="0"/><w:color w:val="{GREY}"/>{_size(7.5)}',
    ),
    Style(
        "EntryCode",
        "Entry Code",
        "character",
        run=f'<w:b w:val="0"/><w:bCs w:val="0"/><w:color w:val="{GREY}"/>{_size(7.5)}',
    ),
    Style("LongFieldName", "Long Field Name", "character", run=f'<w:color w:val="{GREY}"/>{_size(9.5)}'),
    Style("LongCode", "Long Code", "character", run=f'<w:color w:val="{GREY}"/>{_size(9.5)}'),
    Style("LongLabel", "Long Label", "character"),
    Style("MarkedInsertion", "Marked Insertion", "character", run='<w:b/><w:bCs/><w:u w:val="single"/>'),
    Style("MarkedDeletion", "Marked Deletion", "character", run=f'<w:strike/><w:color w:val="{GREY}"/>'),
    # What stands between two fields of a row: who reads the file back tells it from words that somebody typed.
    Style("FieldMark", "Field Mark", "character"),
    Style("CoverSymbol", "Cover Symbol", "character", run=f"<w:b/><w:bCs/>{_size(12)}"),
    Style("CommentReference", "annotation reference", "character", run=_size(8), shown=False),
)

TABLE_STYLES: tuple[Style, ...] = (
    Style(
        "EntryTable",
        "Entry Table",
        "table",
        parent="TableNormal",
        table=(
            "<w:tblPr><w:tblBorders>"
            + "".join(
                f'<w:{side} w:val="single" w:sz="{size}" w:space="0" w:color="{colour}"/>'
                for side, size, colour in (
                    ("top", 8, INK),
                    ("bottom", 8, INK),
                    ("insideH", 4, "9AA3AF"),
                    ("insideV", 2, "D0D5DB"),
                )
            )
            + '</w:tblBorders><w:tblCellMar><w:top w:w="45" w:type="dxa"/><w:left w:w="74" w:type="dxa"/>'
            '<w:bottom w:w="45" w:type="dxa"/><w:right w:w="74" w:type="dxa"/></w:tblCellMar></w:tblPr>'
        ),
    ),
)

_NORMAL = (
    '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/>'
    "</w:style>"
    '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
    '<w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/></w:style>'
    '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>'
    '<w:uiPriority w:val="99"/><w:semiHidden/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar>'
    '<w:top w:w="0" w:type="dxa"/><w:left w:w="108" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/>'
    '<w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>'
    '<w:style w:type="numbering" w:default="1" w:styleId="NoList"><w:name w:val="No List"/>'
    '<w:uiPriority w:val="99"/><w:semiHidden/></w:style>'
)


def styles_xml(namespace: str) -> str:
    """Return ``word/styles.xml``: defaults, then every named style."""
    fonts = " ".join(f'w:{script}="{FONT}"' for script in ("ascii", "hAnsi", "eastAsia", "cs"))
    defaults = (
        f"<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts {fonts}/>{_size(11)}"
        '<w:lang w:val="en-GB" w:eastAsia="en-GB" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>'
        "<w:pPrDefault><w:pPr><w:widowControl/></w:pPr></w:pPrDefault></w:docDefaults>"
    )
    styles = "".join(_style(style) for style in PARAGRAPH_STYLES + CHARACTER_STYLES + TABLE_STYLES)
    return f'<w:styles xmlns:w="{namespace}">{defaults}{_NORMAL}{styles}</w:styles>'


def _style(style: Style) -> str:
    parent = style.parent if style.kind != "character" else "DefaultParagraphFont"
    parts = [
        f'<w:style w:type="{style.kind}" w:customStyle="1" w:styleId="{style.id}">',
        f'<w:name w:val="{style.name}"/><w:basedOn w:val="{parent}"/>',
        f'<w:next w:val="{style.following}"/>' if style.following else "",
        "" if style.shown else "<w:semiHidden/>",
        "<w:qFormat/>" if style.shown else "",
        f"<w:pPr>{style.paragraph}</w:pPr>" if style.paragraph else "",
        f"<w:rPr>{style.run}</w:rPr>" if style.run else "",
        style.table,
        "</w:style>",
    ]
    text = "".join(parts)
    if style.name in _BUILT_IN:  # Word's own names are not custom
        text = text.replace(' w:customStyle="1"', "", 1)
    return text


_BUILT_IN = {"Title", "header", "footer", "annotation text", "annotation reference"}
