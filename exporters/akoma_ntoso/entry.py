"""A Programme entry: its title as heading, each field a block under its name, rows as a table."""

from lxml import etree

from documents.content import ENTRY, Field, Rows, row_ids
from documents.document import ConsolidatedClause
from documents.field_names import cell_name, field_name
from exporters.akoma_ntoso.elements import Writer, child


def write_entry(parent: etree._Element, item: ConsolidatedClause, writer: Writer) -> None:
    """Append heading and fields of an entry to its container."""
    present = item.clause.content
    writer.text(child(parent, "heading"), item, "title", present.get("title", ""))
    content = child(parent, "content")
    for declared in ENTRY:
        if isinstance(declared, Rows):
            _table(content, item, declared, writer)
        elif declared.name in present and declared.name != "title":
            _field(content, item, declared, writer)
    if not len(content):
        child(content, "p")


def _field(parent: etree._Element, item: ConsolidatedClause, field: Field, writer: Writer) -> None:
    block = child(parent, "blockContainer", eId=_id(item, field.name, writer), klass=field.name)
    child(block, "heading", field_name(field.name, language=writer.printer.language))
    writer.paragraph(block, item, field.name)


def _table(parent: etree._Element, item: ConsolidatedClause, rows: Rows, writer: Writer) -> None:
    present = item.clause.content
    ids = row_ids(present, rows.name)
    cells = [cell for cell in rows.cells if any(f"{rows.name}.{row}.{cell.name}" in present for row in ids)]
    if not cells:
        return
    language = writer.printer.language
    table = child(parent, "table", eId=_id(item, rows.name, writer), klass=rows.name)
    child(table, "caption", field_name(rows.name, language=language))
    head = child(table, "tr")
    for cell in cells:
        child(child(head, "th"), "p", cell_name(cell.name, language=language))
    for row in ids:
        line = child(table, "tr", eId=_id(item, f"{rows.name}_{row}", writer))
        for cell in cells:
            address = f"{rows.name}.{row}.{cell.name}"
            writer.paragraph(child(line, "td", klass=cell.name), item, address)


def _id(item: ConsolidatedClause, name: str, writer: Writer) -> str:
    return f"{writer.names[item.clause.id]}__{name}"
