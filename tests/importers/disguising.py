"""Edits in a Word file that change what is seen of it and not what is read: for whoever is to notice them."""

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

from lxml import etree

from tests.importers.tracking import Edit, W, found, like, paragraph_of, swap

_SPACE_OF_NAMES = f'xmlns:w="{W[1:-1]}"'


def with_style(file: bytes, kind: str, style: str, look: str, *, based_on: str = "") -> bytes:
    """Return the file with one more style."""
    made = (
        f'<w:style w:type="{kind}" w:customStyle="1" w:styleId="{style}"><w:name w:val="{style}"/>'
        + (f'<w:basedOn w:val="{based_on}"/>' if based_on else "")
        + f"<w:rPr>{look}</w:rPr></w:style></w:styles>"
    )
    packed = BytesIO()
    with ZipFile(BytesIO(file)) as source, ZipFile(packed, "w", ZIP_DEFLATED) as target:
        for name in source.namelist():
            data = source.read(name)
            target.writestr(
                name, data.replace(b"</w:styles>", made.encode()) if name == "word/styles.xml" else data
            )
    return packed.getvalue()


def look(words: str, xml: str) -> Edit:
    """Give words a property of their own, and leave the rest of their run as it is."""

    def edit(root: etree._Element) -> None:
        run, before, after = found(root, words)
        middle = like(run, words)
        properties = middle.find(f"{W}rPr")
        if properties is None:
            middle.insert(0, properties := etree.Element(f"{W}rPr"))
        properties.insert(0, _parsed(xml))
        swap(run, [like(run, before), middle, like(run, after)])

    return edit


def paragraph_style(words: str, style: str) -> Edit:
    """Give the paragraph that holds some words another style."""

    def edit(root: etree._Element) -> None:
        paragraph_of(root, words).find(f"{W}pPr/{W}pStyle").set(f"{W}val", style)

    return edit


def put(words: str, xml: str) -> Edit:
    """Put an element at the end of the paragraph that holds some words."""
    return lambda root: paragraph_of(root, words).append(_parsed(xml))


def put_behind(words: str, xml: str) -> Edit:
    """Put an element between the paragraph that holds some words and the next."""
    return lambda root: paragraph_of(root, words).addnext(_parsed(xml))


def property_of(holder: str, properties: str, words: str, xml: str) -> Edit:
    """Give what holds some words, "p", "tr" or "tc", one more property."""

    def edit(root: etree._Element) -> None:
        inner = paragraph_of(root, words)
        node = inner if holder == "p" else next(inner.iterancestors(f"{W}{holder}"))
        held = node.find(f"{W}{properties}")
        if held is None:
            node.insert(0, held := etree.Element(f"{W}{properties}"))
        held.append(_parsed(xml))

    return edit


def remark_before(words: str, new: str) -> Edit:
    """Put a remark of XML behind some words of one text, and new words behind the remark."""

    def edit(root: etree._Element) -> None:
        run, before, after = found(root, words)
        changed = like(run, before + words)
        remark = etree.Comment(" ")
        remark.tail = new + after
        changed.find(f"{W}t").append(remark)
        swap(run, [changed])

    return edit


def _parsed(xml: str) -> etree._Element:
    end = xml.index("/>") if "/>" in xml and xml.index("/>") < xml.index(">") else xml.index(">")
    return etree.fromstring(f"{xml[:end]} {_SPACE_OF_NAMES}{xml[end:]}")
