"""Make ``reference.docx``, the template that every export opens: ``python -m exporters.word.make_reference``.

Written part by part, because the templates that come with libraries carry hundreds of kilobytes of leftovers
and an old compatibility mode. Two sections stand in it as models: an upright A4 page for paragraphs and a
landscape one for the tables of a Programme, each with its own header and footer. The bytes are the same on
every run.
"""

import sys
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from exporters.word.styles import LABEL_INDENT, LABEL_RUN, styles_xml
from exporters.word.theme import theme_xml

REFERENCE = Path(__file__).with_name("reference.docx")

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
_WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

UPRIGHT_WIDTH = 9185  # twentieths of a point between the margins
LANDSCAPE_WIDTH = 14798

_NAMED = ("styles", "settings", "numbering", "fontTable", "header1", "footer1", "header2", "footer2")
_KINDS = {name: name.rstrip("12") for name in _NAMED}


def parts() -> dict[str, str]:
    """Return every part of the template by its name, in the order in which they are written."""
    return {
        "[Content_Types].xml": _content_types(),
        "_rels/.rels": _relationships(
            ("officeDocument", f"{_R}/officeDocument", "word/document.xml"),
            (
                "core",
                "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties",
                "docProps/core.xml",
            ),
            ("app", f"{_R}/extended-properties", "docProps/app.xml"),
        ),
        "word/document.xml": _document(),
        "word/_rels/document.xml.rels": _relationships(
            *((name, f"{_R}/{_KINDS[name]}", f"{name}.xml") for name in _NAMED),
            ("theme", f"{_R}/theme", "theme/theme1.xml"),
        ),
        "word/styles.xml": _DECLARATION + styles_xml(_W),
        "word/settings.xml": _settings(),
        "word/numbering.xml": _numbering(),
        "word/fontTable.xml": _font_table(),
        "word/theme/theme1.xml": _DECLARATION + theme_xml(),
        "word/header1.xml": _header(UPRIGHT_WIDTH),
        "word/footer1.xml": _footer(UPRIGHT_WIDTH),
        "word/header2.xml": _header(LANDSCAPE_WIDTH),
        "word/footer2.xml": _footer(LANDSCAPE_WIDTH),
        "docProps/core.xml": _core(),
        "docProps/app.xml": _app(),
    }


def make_reference(path: Path) -> None:
    """Write the template to a path."""
    with ZipFile(path, "w", ZIP_DEFLATED) as package:
        for name, text in parts().items():
            entry = ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.compress_type = ZIP_DEFLATED
            package.writestr(entry, text.encode())


def _content_types() -> str:
    overrides = {f"/word/{name}.xml": f"{_WORD_TYPE}.{kind}+xml" for name, kind in _KINDS.items()}
    overrides |= {
        "/word/theme/theme1.xml": "application/vnd.openxmlformats-officedocument.theme+xml",
        "/word/document.xml": f"{_WORD_TYPE}.document.main+xml",
        "/docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
        "/docProps/app.xml": "application/vnd.openxmlformats-officedocument.extended-properties+xml",
    }
    return (
        f'{_DECLARATION}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        + "".join(f'<Override PartName="{part}" ContentType="{kind}"/>' for part, kind in overrides.items())
        + "</Types>"
    )


def _relationships(*relationships: tuple[str, str, str]) -> str:
    return (
        f'{_DECLARATION}<Relationships xmlns="{_RELATIONSHIPS}">'
        + "".join(f'<Relationship Id="{i}" Type="{kind}" Target="{to}"/>' for i, kind, to in relationships)
        + "</Relationships>"
    )


def _document() -> str:
    def section(number: int, size: str, margins: str) -> str:
        return (
            f'<w:sectPr><w:headerReference w:type="default" r:id="header{number}"/>'
            f'<w:footerReference w:type="default" r:id="footer{number}"/>'
            f'<w:type w:val="nextPage"/><w:pgSz {size}/><w:pgMar {margins} w:gutter="0"/></w:sectPr>'
        )

    upright = section(
        1,
        'w:w="11906" w:h="16838"',
        'w:top="1361" w:right="1474" w:bottom="1247" w:left="1247" w:header="624" w:footer="567"',
    )
    landscape = section(
        2,
        'w:w="16838" w:h="11906" w:orient="landscape"',
        'w:top="1134" w:right="1020" w:bottom="1020" w:left="1020" w:header="567" w:footer="510"',
    )
    return (
        f'{_DECLARATION}<w:document xmlns:w="{_W}" xmlns:r="{_R}"><w:body>'
        f"<w:p><w:pPr>{upright}</w:pPr></w:p><w:p/>{landscape}</w:body></w:document>"
    )


def _settings() -> str:
    compatibility = "".join(
        f'<w:compatSetting w:name="{name}" w:uri="http://schemas.microsoft.com/office/word" w:val="{value}"/>'
        for name, value in (
            ("compatibilityMode", 15),
            ("overrideTableStyleFontSizeAndJustification", 1),
            ("enableOpenTypeFeatures", 1),
            ("doNotFlipMirrorIndents", 1),
            ("differentiateMultirowTableHeaders", 1),
        )
    )
    return (
        f'{_DECLARATION}<w:settings xmlns:w="{_W}"><w:zoom w:percent="100"/>'
        '<w:defaultTabStop w:val="567"/><w:characterSpacingControl w:val="doNotCompress"/>'
        f'<w:compat>{compatibility}</w:compat><w:themeFontLang w:val="en-GB"/>'
        '<w:decimalSymbol w:val="."/><w:listSeparator w:val=","/></w:settings>'
    )


def _numbering() -> str:
    """Return two lists, for preambular and for operative paragraphs, each with sub-items one level below."""

    # The look of a label is repeated here: LibreOffice takes no character style for the number of a list.
    def level(number: int, form: str, text: str, style: str, indent: int, hanging: int) -> str:
        return (
            f'<w:lvl w:ilvl="{number}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>'
            f'<w:suff w:val="tab"/><w:lvlText w:val="{text}"/><w:lvlJc w:val="left"/>'
            f'<w:pPr><w:ind w:left="{indent}" w:hanging="{hanging}"/></w:pPr>'
            f"<w:rPr>{style}</w:rPr></w:lvl>"
        )

    lists = "".join(
        f'<w:abstractNum w:abstractNumId="{number}"><w:multiLevelType w:val="multilevel"/>'
        f"{level(0, 'decimal', f'{name} %1', LABEL_RUN, LABEL_INDENT, LABEL_INDENT)}"
        f"{level(1, 'lowerLetter', '(%2)', LABEL_RUN, LABEL_INDENT + 567, 567)}</w:abstractNum>"
        for number, name in ((1, "PP"), (2, "OP"))
    )
    uses = "".join(f'<w:num w:numId="{n}"><w:abstractNumId w:val="{n}"/></w:num>' for n in (1, 2))
    return f'{_DECLARATION}<w:numbering xmlns:w="{_W}">{lists}{uses}</w:numbering>'


def _font_table() -> str:
    return (
        f'{_DECLARATION}<w:fonts xmlns:w="{_W}"><w:font w:name="Times New Roman">'
        '<w:altName w:val="Liberation Serif"/><w:panose1 w:val="02020603050405020304"/>'
        '<w:charset w:val="CC"/><w:family w:val="roman"/><w:pitch w:val="variable"/></w:font></w:fonts>'
    )


def _header(width: int) -> str:
    return (
        f'{_DECLARATION}<w:hdr xmlns:w="{_W}"><w:p><w:pPr><w:pStyle w:val="Header"/>{tabs_to(width)}</w:pPr>'
        "</w:p></w:hdr>"
    )


def _footer(width: int) -> str:
    return (
        f'{_DECLARATION}<w:ftr xmlns:w="{_W}"><w:p><w:pPr><w:pStyle w:val="Footer"/>{tabs_to(width)}</w:pPr>'
        "</w:p></w:ftr>"
    )


def tabs_to(width: int) -> str:
    """Return ``tabs`` (17.3.1.38) that set the right end of a line at a width, where it is not that of the style."""
    if width == UPRIGHT_WIDTH:
        return ""
    cleared = f'<w:tab w:val="clear" w:pos="{UPRIGHT_WIDTH}"/>'
    return f'<w:tabs>{cleared}<w:tab w:val="right" w:pos="{width}"/></w:tabs>'


def _core() -> str:
    return (
        f"{_DECLARATION}<cp:coreProperties "
        'xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title>Kelisim</dc:title>'
        "<dc:creator>Kelisim</dc:creator><dc:language>en-GB</dc:language>"
        '<dcterms:created xsi:type="dcterms:W3CDTF">2026-01-01T00:00:00Z</dcterms:created>'
        "</cp:coreProperties>"
    )


def _app() -> str:
    return (
        f"{_DECLARATION}<Properties "
        'xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
        "<Application>Kelisim</Application></Properties>"
    )


if __name__ == "__main__":
    make_reference(Path(sys.argv[1]) if len(sys.argv) > 1 else REFERENCE)
