"""LibreOffice without a window: what a Word file looks like to a program that we did not write."""

import shutil
import subprocess
import tempfile
from pathlib import Path

CONVERTING = 120  # seconds; the first start on a machine takes the longest


class OfficeMissingError(Exception):
    """No office is installed here."""


def find_office() -> Path:
    """Return the executable of LibreOffice."""
    found = shutil.which("soffice") or shutil.which("libreoffice")
    if not found:
        raise OfficeMissingError("there is no LibreOffice: soffice is not installed")
    return Path(found)


def convert(office: Path, file: Path, form: str, folder: Path) -> Path:
    """Convert a file to a form ("pdf", "docx", "txt:Text (encoded):UTF8") and return the new file in ``folder``."""
    # A profile of its own: two conversions that share one wait for each other, or one of them does nothing.
    with tempfile.TemporaryDirectory() as profile:
        alone = f"-env:UserInstallation={Path(profile).as_uri()}"
        done = subprocess.run(
            [office, alone, "--headless", "--norestore", "--convert-to", form, "--outdir", folder, file],
            capture_output=True,
            text=True,
            timeout=CONVERTING,
            check=False,
        )
    converted = folder / f"{file.stem}.{form.partition(':')[0]}"
    # It answers 0 when it could not read the file.
    assert converted.exists(), f"LibreOffice did not convert {file.name}: {done.stdout} {done.stderr}"
    return converted
