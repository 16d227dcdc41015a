"""What routes and pages ask for: a session of either kind, and the parts of a path."""

from typing import Annotated

from fastapi import Depends, Path
from sqlalchemy.orm import Session

from app.database import get_session, get_writing_session

Reading = Annotated[Session, Depends(get_session, scope="function")]
Writing = Annotated[Session, Depends(get_writing_session, scope="function")]

# Ids and slugs of another form lead to nothing: the same 404 as for what is not there.
AnId = Annotated[str, Path(max_length=64, examples=["k3v5q7x2m4nabcde"])]
Slug = Annotated[str, Path(max_length=64, examples=["joint-declaration"])]
