"""The demonstration: eight delegations negotiate two texts that are under way, and one to its adoption.

What they write is data, one file a document; it is played through the services, as if they had sent it.
"""

from app.demonstration.playing import load_demonstration
from app.demonstration.stepping_in import (
    NAMED,
    Standing,
    is_demonstration,
    require_demonstration,
    require_real,
    roles_to_step_into,
    step_into,
)

__all__ = [
    "NAMED",
    "Standing",
    "is_demonstration",
    "load_demonstration",
    "require_demonstration",
    "require_real",
    "roles_to_step_into",
    "step_into",
]
