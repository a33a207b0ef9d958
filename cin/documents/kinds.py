"""Which kinds of file can be attached, told by what is in them and never by their names alone."""

import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import PurePath
from typing import BinaryIO

import puremagic
from PIL import Image

HEAD = 4096
MOST_ENTRIES = 10_000
LARGEST_LIST = 4 * 1024 * 1024
CONTENTS = "[Content_Types].xml"
OPEN_DOCUMENT = "application/vnd.oasis.opendocument.text"
_OFFICE = "application/vnd.openxmlformats-officedocument."
# A document that says what it is in words rather than numbers is no plain text.
MARKUP = ("<!doctype", "<html", "<svg", "<?xml", "<script", "<head", "<body", "{\\rtf", "#!")
WRITTEN_BY_HAND = frozenset("\t\n\r\f")


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of file: what people call it, the ends its name may have, and its media type."""

    code: str
    label: str
    endings: tuple[str, ...]
    media_type: str


KINDS: Mapping[str, Kind] = {
    kind.code: kind
    for kind in (
        Kind("pdf", "a PDF", (".pdf",), "application/pdf"),
        Kind("jpeg", "a JPEG photograph", (".jpg", ".jpeg"), "image/jpeg"),
        Kind("png", "a PNG picture", (".png",), "image/png"),
        Kind(
            "docx",
            "a Word document",
            (".docx",),
            f"{_OFFICE}wordprocessingml.document",
        ),
        Kind("xlsx", "an Excel workbook", (".xlsx",), f"{_OFFICE}spreadsheetml.sheet"),
        Kind("pptx", "a PowerPoint file", (".pptx",), f"{_OFFICE}presentationml.presentation"),
        Kind("odt", "an OpenDocument text", (".odt",), OPEN_DOCUMENT),
        Kind("txt", "plain text", (".txt",), "text/plain; charset=utf-8"),
    )
}
ENDINGS: tuple[str, ...] = tuple(ending for kind in KINDS.values() for ending in kind.endings)
ALLOWED = "PDF, JPEG, PNG, Word (.docx), Excel (.xlsx), PowerPoint (.pptx), OpenDocument or text"
# What each main part of an Office file calls itself in the list of its contents.
_MAIN_PARTS = {
    f"{_OFFICE}wordprocessingml.document.main+xml": "docx",
    f"{_OFFICE}spreadsheetml.sheet.main+xml": "xlsx",
    f"{_OFFICE}presentationml.presentation.main+xml": "pptx",
}
# What people are likeliest to bring that cannot be taken, and what to do about it.
ADVICE = {
    ".heif": "Save it as a JPEG and attach that. A location in this kind cannot be removed.",
    ".doc": "It is an older Office file. Save it as .docx or as a PDF and attach that.",
    ".zip": "Attach the files in it one by one.",
}


class NotAllowed(Exception):
    """A file that cannot be attached; the message says why, to the person who chose it."""


def recognise(file: BinaryIO, name: str) -> Kind:
    """Say which kind a file is by its contents, and that its name agrees; otherwise NotAllowed.

    `name` is the name it had where it came from. The file is left at its beginning.
    """
    head = _head(file)
    if not head:
        raise NotAllowed("The file is empty: choose another")
    kind = KINDS.get(_code_of(file, head))
    if kind is None:
        raise NotAllowed(_refusal(file, head, name))
    ending = PurePath(name).suffix.lower()
    if ending not in kind.endings:
        known = next((each for each in KINDS.values() if ending in each.endings), None)
        told = f", not {known.label}" if known else ""
        raise NotAllowed(
            f"“{name}” is really {kind.label}{told}. Give its name the end {kind.endings[0]}, or "
            "save it as the kind you want"
        )
    return kind


def _head(file: BinaryIO) -> bytes:
    file.seek(0)
    head = file.read(HEAD)
    file.seek(0)
    return head


def _code_of(file: BinaryIO, head: bytes) -> str:
    if head.startswith(b"%PDF-"):
        return "pdf"
    if head.startswith(b"\xff\xd8\xff"):
        return _picture(file, "jpeg", {"JPEG", "MPO"})
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        return _picture(file, "png", {"PNG"})
    if head.startswith(b"PK\x03\x04"):
        return _package(file)
    return "txt" if _is_plain_text(file, head) else ""


def _picture(file: BinaryIO, code: str, formats: set[str]) -> str:
    """Open the picture as far as its size: what cannot be opened is damaged."""
    try:
        with Image.open(file) as image:
            found = str(image.format)
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as damaged:
        raise NotAllowed("The picture is damaged or far too large to open") from damaged
    finally:
        file.seek(0)
    return code if found in formats else ""


def _package(file: BinaryIO) -> str:
    """Tell an Office or OpenDocument file by the list of its contents; refuse one with macros."""
    try:
        with zipfile.ZipFile(file) as package:
            names = package.namelist()
            if len(names) > MOST_ENTRIES:
                return ""
            _refuse_macros(names)
            return _office(package, names) or _open_document(package, names)
    except (zipfile.BadZipFile, KeyError, NotImplementedError, RuntimeError, OSError) as damaged:
        raise NotAllowed("The file is damaged or locked with a password") from damaged
    finally:
        file.seek(0)


def _refuse_macros(names: list[str]) -> None:
    lower = [name.lower() for name in names]
    has_macros = any(
        name.endswith(("vbaproject.bin", "vbadata.xml")) or name.startswith(("basic/", "scripts/"))
        for name in lower
    )
    if has_macros:
        raise NotAllowed(
            "The file has macros in it, which can do harm. Save it without macros, or as a PDF"
        )


def _office(package: zipfile.ZipFile, names: list[str]) -> str:
    if CONTENTS not in names or package.getinfo(CONTENTS).file_size > LARGEST_LIST:
        return ""
    listed = package.read(CONTENTS).decode("utf-8", "replace")
    if "macroenabled" in listed.lower():
        _refuse_macros(["vbaproject.bin"])
    return next((code for part, code in _MAIN_PARTS.items() if f'"{part}"' in listed), "")


def _open_document(package: zipfile.ZipFile, names: list[str]) -> str:
    if names[:1] != ["mimetype"] or package.getinfo("mimetype").file_size > HEAD:
        return ""
    return "odt" if package.read("mimetype").decode("ascii", "replace") == OPEN_DOCUMENT else ""


def _is_plain_text(file: BinaryIO, head: bytes) -> bool:
    try:
        text = file.read().decode("utf-8-sig")
    except UnicodeDecodeError:
        return False
    finally:
        file.seek(0)
    if text.lstrip()[:20].lower().startswith(MARKUP) or head.startswith(b"MZ"):
        return False
    return all(character.isprintable() or character.isspace() for character in text)


def _refusal(file: BinaryIO, head: bytes, name: str) -> str:
    """Say what the file really is, as far as its first bytes tell."""
    found = _guesses(file, head)
    advice = next((ADVICE[ending] for _, ending in found if ending in ADVICE), "")
    if not found:
        return f"“{name}” is of a kind that cannot be attached. Choose {ALLOWED}"
    what = f"“{name}” cannot be attached: what is in it looks like this kind: {found[0][0]}."
    return f"{what} {advice or f'Choose {ALLOWED}'}".rstrip(".")


def _guesses(file: BinaryIO, head: bytes) -> list[tuple[str, str]]:
    if head.startswith(b"PK\x03\x04"):
        return [("Zip archive", ".zip")]
    try:
        return [(each.name, each.extension) for each in puremagic.magic_string(head)]
    except (puremagic.PureError, ValueError):
        return []
