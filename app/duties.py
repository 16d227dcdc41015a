"""Everything that falls due by the server's clock: one list for servers and for ``kelisim tick``."""

from app.closing_silences import CLOSING_SILENCES
from app.due import Duty
from app.reminding import REMINDING
from app.silence_letters import TELLING_OF_SILENCE

DUTIES: tuple[Duty, ...] = (CLOSING_SILENCES, REMINDING, TELLING_OF_SILENCE)
