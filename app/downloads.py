"""Files as answers: saved under their names, never opened in the page."""

from urllib.parse import quote

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
SPREADSHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def saved_as(name: str) -> dict[str, str]:
    """Return the header by which a browser saves an answer under a name (RFC 6266)."""
    quoted = quote(name, safe="")
    return {"Content-Disposition": f"attachment; filename*=UTF-8''{quoted}"}
