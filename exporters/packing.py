"""Packages (ZIP) whose bytes depend on what is in them alone."""

from collections.abc import Mapping
from datetime import UTC, datetime
from io import BytesIO
from types import MappingProxyType
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo


def packed(saved: BytesIO, moment: datetime, replaced: Mapping[str, bytes] = MappingProxyType({})) -> bytes:
    """Return a package with its parts in a fixed order and this moment as the time of each, some ``replaced``."""
    moment = moment.astimezone(UTC)
    time = (max(moment.year, 1980), moment.month, moment.day, moment.hour, moment.minute, moment.second)
    target = BytesIO()
    with ZipFile(saved) as source, ZipFile(target, "w", ZIP_DEFLATED, compresslevel=6) as package:
        names = sorted(source.namelist(), key=lambda name: (name != "[Content_Types].xml", name))
        for name in names:
            entry = ZipInfo(name, time)
            entry.compress_type = ZIP_DEFLATED
            entry.create_system = 3  # whatever machine writes it
            package.writestr(entry, replaced[name] if name in replaced else source.read(name))
    return target.getvalue()
