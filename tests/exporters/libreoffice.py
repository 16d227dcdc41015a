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

Sub Sign(author As String)
  Dim place(0) As New com.sun.star.beans.PropertyValue
  place(0).Name = "nodepath" : place(0).Value = "/org.openoffice.UserProfile/Data"
  provider = createUnoService("com.sun.star.configuration.ConfigurationProvider")
  profile = provider.createInstanceWithArguments("com.sun.star.configuration.ConfigurationUpdateAccess", place())
  profile.setPropertyValue("givenname", author)
  profile.setPropertyValue("sn", "")
  profile.commitChanges()
End Sub

Function Find(text, words As String)
  search = text.createSearchDescriptor()
  search.SearchString = words
  search.SearchCaseSensitive = True
  Find = text.findFirst(search)
End Function

Sub Edit(jobs As String)
  Dim hidden(0) As New com.sun.star.beans.PropertyValue
  Dim saved(0) As New com.sun.star.beans.PropertyValue
  hidden(0).Name = "Hidden" : hidden(0).Value = True
  saved(0).Name = "FilterName" : saved(0).Value = "MS Word 2007 XML"
  dispatcher = createUnoService("com.sun.star.frame.DispatchHelper")
  number = FreeFile
  Open jobs For Input As #number
  Line Input #number, source
  Line Input #number, target
  text = StarDesktop.loadComponentFromURL(ConvertToURL(source), "_blank", 0, hidden())
  text.RecordChanges = True
  frame = text.CurrentController.Frame
  Do While Not Eof(number)
    Line Input #number, job
    If job &lt;&gt; "" Then
      parts = Split(job, "|")
      Sign(parts(0))
      found = Find(text, parts(2))
      cursor = found.Text.createTextCursorByRange(found.End)
      Select Case parts(1)
      Case "type"
        found.Text.insertString(found.End, parts(3), False)
      Case "strike"
        found.String = ""
      Case "cut"
        found.Text.insertControlCharacter(found.End, com.sun.star.text.ControlCharacter.PARAGRAPH_BREAK, False)
      Case "join"
        cursor.gotoEndOfParagraph(False)
        cursor.goRight(1, True)
        cursor.String = ""
      Case "comment"
        note = text.createInstance("com.sun.star.text.textfield.Annotation")
        note.Content = parts(3)
        note.Author = parts(0)
        found.Text.insertTextContent(found, note, True)
      Case "move"
        whole = found.Text.createTextCursorByRange(found.Start)
        whole.gotoStartOfParagraph(False)
        whole.gotoEndOfParagraph(True)
        whole.goRight(1, True)
        text.CurrentController.select(whole)
        dispatcher.executeDispatch(frame, ".uno:Cut", "", 0, Array())
        goal = Find(text, parts(3))
        behind = goal.Text.createTextCursorByRange(goal.End)
        behind.gotoEndOfParagraph(False)
        behind.goRight(1, False)
        text.CurrentController.select(behind)
        dispatcher.executeDispatch(frame, ".uno:Paste", "", 0, Array())
      End Select
    End If
  Loop
  Close #number
  text.storeToURL(ConvertToURL(target), saved())
  text.close(True)
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
        jobs = []
        for name, content in files.items():
            (self.folder / f"{name}.docx").write_bytes(content)
            jobs.append(f"{self.folder / name}.docx|{self.folder / name}-{verdict}.docx|{verdict}")
        listed = self.folder / "jobs.txt"
        listed.write_text("\n".join(jobs) + "\n")
        self._run(self._profile(), f'macro:///Standard.Judge.Resolve("{listed}")')
        return {name: (self.folder / f"{name}-{verdict}.docx").read_bytes() for name in files}

    def edit(self, file: bytes, *steps: tuple[str, ...]) -> bytes:
        """Return the file after tracked steps: (author, "type", behind which words, what), and so on.

        "strike" and "cut", behind which Enter is pressed, take no more; "join" runs the paragraph of the words into the
        next; "comment" says something on them; "move" puts their paragraph behind another.
        """
        (self.folder / "sent.docx").write_bytes(file)
        listed = self.folder / "steps.txt"
        lines = [str(self.folder / "sent.docx"), str(self.folder / "back.docx"), *map("|".join, steps)]
        listed.write_text("\n".join(lines) + "\n", encoding="utf-8")
        self._run(self._profile(), f'macro:///Standard.Judge.Edit("{listed}")')
        return (self.folder / "back.docx").read_bytes()

    def _profile(self) -> Path:
        profile = self.folder / "profile"
        basic = profile / "user" / "basic"
        if not basic.exists():
            # The first start of a profile writes its own empty macro library over whatever lies there.
            self._run(profile, "--terminate_after_init")
            (basic / "Standard").mkdir(parents=True, exist_ok=True)
        (basic / "script.xlc").write_text(_CONTAINER)
        (basic / "Standard" / "script.xlb").write_text(_STANDARD)
        (basic / "Standard" / "Judge.xba").write_text(_MODULE)
        return profile

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
