"""What the operating system refused, in both languages: its own words are in one language only."""

from __future__ import annotations

import errno
from typing import Final

from bundler.i18n import Text

_NO_PERMISSION = Text("no permission to write there", "geen recht om daar te schrijven")
_KNOWN: Final = {
    errno.ENOSPC: Text("the disk is full", "de schijf is vol"),
    errno.EDQUOT: Text("the disk quota is used up", "het schijfquotum is op"),
    errno.EACCES: _NO_PERMISSION,
    errno.EPERM: _NO_PERMISSION,
    errno.EROFS: Text("that disk is read-only", "die schijf is alleen-lezen"),
    errno.ENAMETOOLONG: Text("the name is too long", "de naam is te lang"),
    errno.ENOENT: Text("there can be no such file or folder", "zo'n bestand of map kan daar niet bestaan"),
    errno.EIO: Text("the disk does not answer as it should", "de schijf antwoordt niet goed"),
}


def reason(error: OSError) -> Text:
    """Why something could not be written; the system's own words where the error is an unusual one."""
    return _KNOWN.get(error.errno or 0) or Text(*[error.strerror or type(error).__name__] * 2)
