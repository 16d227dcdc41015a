"""Everything that falls due by the server's clock: one list for servers and for ``kelisim tick``."""

from app.due import Duty
from app.reminding import REMINDING

DUTIES: tuple[Duty, ...] = (REMINDING,)
