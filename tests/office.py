"""A workbook filled in by hand: cells typed into LibreOffice, one after another, as a person would."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path
from xml.sax.saxutils import escape

import pytest

Typing = tuple[str, str, str]
"""Sheet, cell, and what is typed there."""

SECONDS = 180
_CRASHES = (134, 139, -6, -11)
_DUTCH = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Setup/L10N"><prop oor:name="ooSetupSystemLocale" oor:op="fuse">
<value>nl-NL</value></prop></item>
</oor:items>
"""
_MODULE = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd">
<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Module1"
 script:language="StarBasic">{source}</script:module>
"""
_SOURCE = """
Dim book As Object
Dim dispatcher As Object

Sub Typed(sheet As String, cell As String, text As String)
    Dim where(0) As New com.sun.star.beans.PropertyValue
    Dim what(0) As New com.sun.star.beans.PropertyValue
    book.CurrentController.setActiveSheet(book.Sheets.getByName(sheet))
    where(0).Name = "ToPoint"
    where(0).Value = cell
    dispatcher.executeDispatch(book.CurrentController.Frame, ".uno:GoToCell", "", 0, where())
    what(0).Name = "StringName"
    what(0).Value = text
    dispatcher.executeDispatch(book.CurrentController.Frame, ".uno:EnterString", "", 0, what())
End Sub

Sub Main
    Dim opening(0) As New com.sun.star.beans.PropertyValue
    Dim saving(0) As New com.sun.star.beans.PropertyValue
    opening(0).Name = "Hidden"
    opening(0).Value = True
    book = StarDesktop.loadComponentFromURL("{source}", "_blank", 0, opening())
    dispatcher = createUnoService("com.sun.star.frame.DispatchHelper")
{typings}
    saving(0).Name = "FilterName"
    saving(0).Value = "Calc MS Excel 2007 XML"
    book.storeAsURL("{target}", saving())
    book.close(True)
    StarDesktop.terminate()
End Sub
"""


def program() -> str:
    """LibreOffice; where it is missing the test is skipped, which .ci/run does not allow."""
    found = shutil.which("soffice") or shutil.which("libreoffice")
    if found is None:
        pytest.skip("needs LibreOffice: apt-get install libreoffice-calc")
    return found


def run(profile: Path, *arguments: str) -> None:
    """Run LibreOffice without a window, with settings of its own in ``profile``: a Dutch user's."""
    soffice = program()
    begin(profile)
    home = f"-env:UserInstallation={profile.as_uri()}"
    command = [soffice, "--headless", "--norestore", "--nolockcheck", home, *arguments]
    ran = subprocess.run(command, check=False, capture_output=True, timeout=SECONDS)
    if ran.returncode in _CRASHES:
        # on a busy machine the office now and then ends with an abort before it has opened anything
        ran = subprocess.run(command, check=False, capture_output=True, timeout=SECONDS)
    assert ran.returncode == 0, (ran.returncode, ran.stderr)


def begin(profile: Path) -> None:
    """Make the settings in ``profile`` where they are not there yet, with its folder of macros."""
    settings = profile / "user" / "registrymodifications.xcu"
    if not settings.exists():
        settings.parent.mkdir(parents=True)
        settings.write_text(_DUTCH, encoding="utf-8")
        run(profile, "--terminate_after_init")


def fill(profile: Path, workbook: Path, target: Path, typings: Sequence[Typing]) -> Path:
    """Open a workbook, type each text into its cell and save it under another name.

    What is typed is understood as for a Dutch user (``2,5`` is a number). A cell that is protected stays as
    it is. A list or a check of a cell stops nobody here, as it stops nobody who pastes.
    """
    lines = (f"    Typed({', '.join(map(_quoted, typing))})" for typing in typings)
    source = _SOURCE.format(source=workbook.as_uri(), target=target.as_uri(), typings="\n".join(lines))
    begin(profile)
    macro = profile / "user" / "basic" / "Standard" / "Module1.xba"
    macro.write_text(_MODULE.format(source=escape(source)), encoding="utf-8")
    run(profile, "macro:///Standard.Module1.Main")
    assert target.exists(), "LibreOffice wrote nothing"
    return target


def convert(profile: Path, workbooks: Sequence[Path], form: str, folder: Path) -> list[Path]:
    """Open workbooks and save each in another form (``xlsx``, ``ods``, ``pdf``) in a folder."""
    run(profile, "--convert-to", form, "--outdir", str(folder), *map(str, workbooks))
    made = [folder / f"{workbook.stem}.{form}" for workbook in workbooks]
    assert all(path.exists() for path in made), f"LibreOffice made no {form} of {workbooks}"
    return made


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'
