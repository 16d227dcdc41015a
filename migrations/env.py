"""Runs migrations on the database of this environment, or on the one that the caller hands over."""

from alembic import context

from app.database import make_engine
from app.models import Row
from app.models.registry import UtcTime
from app.settings import read_settings


def render_plainly(kind: str, column_type: object, _context: object) -> str | bool:
    """Write our own column types as the plain ones: a migration imports nothing of the application."""
    return "sa.DateTime(timezone=True)" if kind == "type" and isinstance(column_type, UtcTime) else False


url = context.config.attributes.get("url") or read_settings().database_url
engine = make_engine(url).execution_options(writes=True)
with engine.connect() as connection:
    context.configure(
        connection=connection,
        target_metadata=Row.metadata,
        render_as_batch=True,
        compare_type=True,
        render_item=render_plainly,
    )
    with context.begin_transaction():
        context.run_migrations()
engine.dispose()
