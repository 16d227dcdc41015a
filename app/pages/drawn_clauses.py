"""The clauses of a document, drawn in the way in which a reader has asked for it."""

from collections.abc import Sequence

from app.pages.brought_words import Origins
from app.pages.found_words import Hits
from app.pages.nearness import far_from
from app.pages.pen import Pen
from app.pages.running_text import ClauseShown, show_clause
from app.pages.way_of_reading import Way
from documents.document import ConsolidatedClause


def draw_clauses(
    clauses: Sequence[ConsolidatedClause],
    pen: Pen,
    way: Way,
    levels: Sequence[str],
    *,
    chosen: str | None,
    hits: Hits,
    origins: Origins,
) -> tuple[ClauseShown, ...]:
    """Return clauses as they are drawn; those far from the chosen one wait for their marks, where there are many."""
    place = next((at for at, one in enumerate(clauses) if one.clause.id == chosen), None)
    marked = way.drawn_as != "clean" and not way.read_in and place is not None
    far = far_from([len(one.amendments) for one in clauses], place or 0) if marked else ()
    return tuple(
        show_clause(
            one,
            pen,
            way.drawn_as,
            levels,
            current=one.clause.id == chosen,
            waits=at in far,
            hits=hits.get(one.clause.id, {}),
            brought=origins.get(one.clause.id, {}),
        )
        for at, one in enumerate(clauses)
    )
