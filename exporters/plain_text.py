"""A document as plain text: one paragraph a clause, what is not agreed in square brackets."""

from documents.document import ConsolidatedDocument
from exporters.shown import ShownClause, show
from exporters.word.forms import Attribution, Form


def export_text(
    document: ConsolidatedDocument, form: Form = "consolidated", *, attribution: Attribution = "codes"
) -> str:
    """Return a document as text for a terminal or a message; ``form`` clean or consolidated."""
    shown = show(document, form, attribution=attribution)
    head = [*shown.cover, *([shown.notice] if shown.notice else []), *shown.legend]
    if not any(clause.kind == "title" for clause in shown.clauses):
        head += ["", shown.title]
    annex = [f"{line.words}\n" for line in shown.annex]
    return "\n".join([*head, "", *(_paragraph(clause) for clause in shown.clauses), *annex]) + "\n"


def _paragraph(clause: ShownClause) -> str:
    lines = []
    for field in clause.fields:
        words = "".join(piece.text for piece in field.pieces).replace("\n", "\n      ")
        lines.append(f"{field.name}: {words}" if field.name else words)
    note = f" {{{clause.note}}}" if clause.note else ""
    label = f"{clause.label}  " if clause.label else ""
    indent = "    " if clause.kind == "sub_item" else ""
    return f"{indent}{label}" + "\n    ".join(lines) + note + "\n"
