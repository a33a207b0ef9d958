"""Whether a file can be attached: its size, its kind, its scan, and what is taken out of it."""

import logging
import unicodedata
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any, BinaryIO

from django.conf import settings

from cin.documents.cleaning import Damaged, without_location
from cin.documents.kinds import NotAllowed, recognise
from cin.documents.scanning import Infected, NoAnswer, scan
from cin.documents.uploading import MEGABYTE

logger = logging.getLogger(__name__)
LONGEST_NAME = 150


@dataclass(frozen=True, kw_only=True)
class CheckedFile:
    """A file that may be attached: its contents, the name it had, and its kind."""

    contents: BinaryIO
    name: str
    kind: str


def check(upload: Any) -> CheckedFile:
    """Check an uploaded file and give what is to be kept of it; raises NotAllowed with the reason.

    It may wait for the scanner, so it is called before a transaction is begun, never in one.
    """
    name = plain_name(upload.name)
    if not upload.size:
        raise NotAllowed("The file is empty: choose another")
    if upload.size > settings.CIN_UPLOAD_MB * MEGABYTE:
        raise NotAllowed(
            f"“{name}” is {_megabytes(upload.size)} MB. A file must be {settings.CIN_UPLOAD_MB} MB "
            "or smaller. Attach a smaller copy"
        )
    kind = recognise(upload.file, name)
    _scan(upload.file, name)
    try:
        contents = without_location(upload.file, kind.code)
    except Damaged as damaged:
        raise NotAllowed(f"“{name}” is damaged. Save it again and attach that") from damaged
    return CheckedFile(contents=contents, name=name, kind=kind.code)


def plain_name(name: str) -> str:
    """Give a file's own name: no folder, nothing invisible, nothing that turns the text round."""
    last = name.replace("\\", "/").rpartition("/")[2]
    seen = "".join(c for c in unicodedata.normalize("NFC", last) if unicodedata.category(c) != "Cf")
    whole = " ".join("".join(c for c in seen if c.isprintable() and c not in '"<>|').split())
    path = PurePath(whole or "file")
    ending = path.suffix[:20]
    return f"{whole.removesuffix(path.suffix)[: LONGEST_NAME - len(ending)]}{ending}" or "file"


def _megabytes(size: int) -> str:
    return f"{size / MEGABYTE:.1f}".removesuffix(".0")


def _scan(file: BinaryIO, name: str) -> None:
    try:
        scan(file)
    except Infected as found:
        logger.warning("A file was refused by the scanner")
        raise NotAllowed(
            f"“{name}” was refused: the virus scanner found something harmful in it. Tell your IT "
            "service"
        ) from found
    except NoAnswer as silent:
        logger.exception("The scanner of files does not answer")
        raise NotAllowed(
            "The file cannot be attached now, because the virus scanner does not answer. Save "
            "without it, and attach it later"
        ) from silent
