"""LibreOffice as the independent judge: it accepts or rejects every change of a file, and we read what is left.

It is driven by a Basic macro in a profile of its own, for one start of the program per test module: driving it
through UNO crashes on files with comments, and its Python bindings are not everywhere.
"""

import os
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import pytest

Verdict = Literal["AcceptAllTrackedChanges", "RejectAllTrackedChanges"]

_LIBRARY = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE library:{kind} PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "{dtd}.dtd">
"""
_CONTAINER = (
    _LIBRARY.format(kind="libraries", dtd="libraries")
    + '<library:libraries xmlns:library="http://openoffice.org/2000/library" '
    'xmlns:xlink="http://www.w3.org/1999/xlink"><library:library library:name="Standard" '
    'xlink:href="$(USER)/basic/Standard/script.xlb/" xlink:type="simple" library:link="false"/>'
    "</library:libraries>"
)
_STANDARD = (
    _LIBRARY.format(kind="library", dtd="library")
    + '<library:library xmlns:library="http://openoffice.org/2000/library" library:name="Standard" '
    'library:readonly="false" library:passwordprotected="false">'
    '<library:element library:name="Judge"/></library:library>'
)
_MODULE = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd">
<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Judge" script:language="StarBasic">
Sub Resolve(jobs As String)
  Dim hidden(0) As New com.sun.star.beans.PropertyValue
  Dim saved(0) As New com.sun.star.beans.PropertyValue
  hidden(0).Name = "Hidden" : hidden(0).Value = True
  saved(0).Name = "FilterName" : saved(0).Value = "MS Word 2007 XML"
  dispatcher = createUnoService("com.sun.star.frame.DispatchHelper")
  number = FreeFile
  Open jobs For Input As #number
  Do While Not Eof(number)
    Line Input #number, job
    If job &lt;&gt; "" Then
      parts = Split(job, "|")
      text = StarDesktop.loadComponentFromURL(ConvertToURL(parts(0)), "_blank", 0, hidden())
      frame = text.CurrentController.Frame
      dispatcher.executeDispatch(frame, ".uno:" &amp; parts(2), "", 0, Array())
      text.storeToURL(ConvertToURL(parts(1)), saved())
      text.close(True)
    End If
  Loop
  Close #number
  StarDesktop.terminate()
End Sub
</script:module>
"""


@dataclass(frozen=True)
class Judge:
    """A LibreOffice with a profile of its own."""

    program: str
    folder: Path

    def resolve(self, files: dict[str, bytes], verdict: Verdict) -> dict[str, bytes]:
        """Return the files after every change in them was accepted or rejected."""
        profile = self.folder / "profile"
        basic = profile / "user" / "basic"
        if not basic.exists():
            # The first start of a profile writes its own empty macro library over whatever lies there.
            self._run(profile, "--terminate_after_init")
            (basic / "Standard").mkdir(parents=True, exist_ok=True)
        (basic / "script.xlc").write_text(_CONTAINER)
        (basic / "Standard" / "script.xlb").write_text(_STANDARD)
        (basic / "Standard" / "Judge.xba").write_text(_MODULE)
        jobs = []
        for name, content in files.items():
            (self.folder / f"{name}.docx").write_bytes(content)
            jobs.append(f"{self.folder / name}.docx|{self.folder / name}-{verdict}.docx|{verdict}")
        listed = self.folder / "jobs.txt"
        listed.write_text("\n".join(jobs) + "\n")
        self._run(profile, f'macro:///Standard.Judge.Resolve("{listed}")')
        return {name: (self.folder / f"{name}-{verdict}.docx").read_bytes() for name in files}

    def _run(self, profile: Path, wanted: str) -> None:
        subprocess.run(
            [self.program, "--headless", "--norestore", f"-env:UserInstallation={profile.as_uri()}", wanted],
            check=True,
            capture_output=True,
            timeout=180,
        )


def judge(folder: Path) -> Judge:
    """Return the judge; without LibreOffice the test is skipped, and fails where CI is to have it."""
    program = shutil.which("soffice")
    if program is None:
        if os.environ.get("CI"):
            pytest.fail("LibreOffice (soffice) is not installed; CI installs libreoffice-writer")
        pytest.skip("LibreOffice (soffice) is not installed")
    return Judge(program, folder)
