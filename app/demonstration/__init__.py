"""The demonstration: eight delegations negotiate both documents, from the zero drafts to the last plenary.

What they write is data, one file a document; it is played through the services, as if they had sent it.
"""

from app.demonstration.playing import load_demonstration

__all__ = ["load_demonstration"]
