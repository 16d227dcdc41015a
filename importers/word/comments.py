"""Comments of a Word file: who said what, on which clause, with the replies to it."""

from collections.abc import Mapping, Sequence

from lxml import etree

from documents.redlines import Remark
from importers.word.package import Package, W
from importers.word.paragraphs import Bookmark, Comment, Paragraph, read_date
from importers.word.resolving import CLAUSE

_W14_ID = "{http://schemas.microsoft.com/office/word/2010/wordml}paraId"
_W15 = "{http://schemas.microsoft.com/office/word/2012/wordml}"


def read_comments(package: Package, paragraphs: Sequence[Paragraph]) -> tuple[Remark, ...]:
    """Return the comments in the order of the text; a reply stands with what it replies to."""
    if not package.has(f"{package.folder}comments.xml"):
        return ()
    nodes = {
        node.get(f"{W}id", ""): node
        for node in package.parse(f"{package.folder}comments.xml").iter(f"{W}comment")
    }
    places = _places(paragraphs)
    replies = _replies(package, nodes)
    answering = {number for numbers in replies.values() for number in numbers}

    def remark(number: str) -> Remark:
        node = nodes[number]
        return Remark(
            author=node.get(f"{W}author", "").strip(),
            text=_text(node),
            clause=places.get(number, ""),
            date=read_date(node.get(f"{W}date", "")),
            replies=tuple(remark(one) for one in replies.get(number, ())),
        )

    in_order = [number for number in places if number in nodes] + [one for one in nodes if one not in places]
    return tuple(found for one in in_order if one not in answering and (found := remark(one)).text)


def _text(node: etree._Element) -> str:
    lines = ("".join(t.text or "" for t in line.iter(f"{W}t")) for line in node.iter(f"{W}p"))
    return "\n".join(lines).strip()


def _places(paragraphs: Sequence[Paragraph]) -> dict[str, str]:
    """Return on which clause each comment stands, in the order of the text."""
    places: dict[str, str] = {}
    clause = ""
    for paragraph in paragraphs:
        for item in paragraph.items:
            if isinstance(item, Bookmark) and item.opens and (found := CLAUSE.match(item.name)):
                clause = found[1]
        for item in paragraph.items:
            if isinstance(item, Comment):
                places.setdefault(item.number, clause)
    return places


def _replies(package: Package, nodes: Mapping[str, etree._Element]) -> dict[str, list[str]]:
    """Return which comments reply to which, as newer versions of Word note it in a part of its own."""
    name = f"{package.folder}commentsExtended.xml"
    if not package.has(name):
        return {}
    number_of = {
        line.get(_W14_ID): number
        for number, node in nodes.items()
        for line in node.iter(f"{W}p")
        if line.get(_W14_ID)
    }
    replies: dict[str, list[str]] = {}
    for node in package.parse(name):
        parent = number_of.get(node.get(f"{_W15}paraIdParent"))
        number = number_of.get(node.get(f"{_W15}paraId"))
        if parent and number and parent != number:
            replies.setdefault(parent, []).append(number)
    return replies
