"""A document as one HTML page that needs nothing else: to mail, to archive, to open in any browser."""

from html import escape

from documents.document import ConsolidatedDocument
from exporters.shown import ShownClause, show
from exporters.word.annex import AnnexLine
from exporters.word.forms import Attribution, Form
from exporters.word.pieces import Piece

_STYLE = """
body { font: 1.05rem/1.6 Georgia, "Times New Roman", serif; max-width: 46rem; margin: 2rem auto; padding: 0 1rem;
  color: #1b1b1b; background: #fff; }
header, .legend, .note, .label, .name { font-family: system-ui, sans-serif; font-size: .8rem; color: #4a4a4a; }
h1 { font-size: 1.5rem; line-height: 1.3; } h2 { font-size: 1.1rem; margin-top: 2rem; } h3 { font-size: 1rem; }
.clause { display: grid; grid-template-columns: 5.5rem 1fr; gap: 0 1rem; margin: .8rem 0; }
.sub_item { margin-left: 2rem; } .clause p { margin: 0 0 .3rem; } .note { color: #7a4a00; }
ins { text-decoration: underline; text-underline-offset: .15em; } del { color: #6a6a6a; }
.owner { font: 600 .7rem system-ui, sans-serif; color: #1f3a5f; } .bracket { font-weight: 700; color: #8a1f1f; }
@media (max-width: 36rem) { .clause { grid-template-columns: 1fr; } }
@media (prefers-color-scheme: dark) { body { color: #e8e6e3; background: #17181a; }
  header, .legend, .label, .name, del { color: #b3b0ab; } .owner { color: #9dbbe3; } .bracket { color: #e79a9a; }
  .note { color: #d9a860; } }
"""
_CLASSES = {"Attribution": "owner", "Bracket": "bracket"}
_MARKS = {"MarkedInsertion": "ins", "MarkedDeletion": "del"}


def export_page(
    document: ConsolidatedDocument, form: Form = "consolidated", *, attribution: Attribution = "codes"
) -> str:
    """Return a document as a page; ``form`` clean, consolidated or marked."""
    shown = show(document, form, attribution=attribution)
    has_title = any(clause.kind == "title" for clause in shown.clauses)
    head = "".join(f"<div>{escape(line)}</div>" for line in (*shown.cover, shown.notice) if line)
    legend = "".join(f"<p>{escape(line)}</p>" for line in shown.legend)
    title = "" if has_title else f"<h1>{escape(shown.title)}</h1>"
    clauses = "".join(_clause(clause) for clause in shown.clauses)
    annex = "".join(_annexed(line, document.language) for line in shown.annex)
    return (
        f'<!doctype html>\n<html lang="{escape(document.language)}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(f'{document.symbol} {shown.title}')}</title>\n<style>{_STYLE}</style>\n</head>\n"
        f'<body>\n<header>{head}</header>\n<main>{title}<div class="legend">{legend}</div>\n{clauses}{annex}</main>\n'
        "</body>\n</html>\n"
    )


def _clause(clause: ShownClause) -> str:
    words = ["".join(map(_piece, field.pieces)) for field in clause.fields]
    if clause.kind == "title":
        return f"<h1>{words[0]}</h1>\n"
    if clause.kind in ("heading", "chapter"):
        label = f"{escape(clause.label)}. " if clause.label else ""
        return f"<h2>{label}{words[0]}</h2>\n"
    lines = "".join(
        f"<p>{_name(field.name)}{text}</p>" for field, text in zip(clause.fields, words, strict=True)
    )
    note = f'<p class="note">{escape(clause.note)}</p>' if clause.note else ""
    return (
        f'<section class="clause {clause.kind}"><div class="label">{escape(clause.label)}</div>'
        f"<div>{lines}{note}</div></section>\n"
    )


def _annexed(line: AnnexLine, language: str) -> str:
    tag = {"heading": "h2", "statement": "h3"}.get(line.kind, "p")
    other = f' lang="{escape(line.language)}"' if line.language != language else ""
    return f"<{tag}{other}>{escape(line.words)}</{tag}>\n"


def _name(name: str) -> str:
    return f'<span class="name">{escape(name)}: </span>' if name else ""


def _piece(piece: Piece) -> str:
    text = escape(piece.text).replace("\n", "<br>")
    if piece.italic or piece.style == "LeadWords":
        text = f"<em>{text}</em>"
    if piece.style in _CLASSES:
        text = f'<span class="{_CLASSES[piece.style]}">{text}</span>'
    if piece.style in _MARKS:
        text = f"<{_MARKS[piece.style]}>{text}</{_MARKS[piece.style]}>"
    return text
