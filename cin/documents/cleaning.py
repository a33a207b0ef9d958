"""Taking out of a photograph what says where it was taken, without touching the picture itself.

The bytes of the picture are kept as they are: a photograph of an injury must not be made worse by
being compressed again.
"""

import io
import struct
from collections.abc import Iterator
from typing import BinaryIO

from PIL import ExifTags, Image

# Which way up it is, and when it was taken; nothing else that a camera wrote is kept.
_KEPT = (ExifTags.Base.Orientation, ExifTags.Base.DateTime)
_TAKEN_AT = ExifTags.Base.DateTimeOriginal
_START_OF_SCAN = 0xDA
# Application segments hold what the camera wrote; these two say how to read the picture.
_JFIF, _ADOBE = 0xE0, 0xEE
_PROFILE = b"ICC_PROFILE\0"
_COMMENT = 0xFE
_PNG_HEAD = 8
_PNG_NOTES = {b"eXIf", b"tEXt", b"iTXt", b"zTXt", b"tIME"}


class Damaged(Exception):
    """A picture whose parts do not follow each other as they must."""


def without_location(file: BinaryIO, code: str) -> BinaryIO:
    """Give the file without what a camera wrote in it, save which way up it is and when it was
    taken; any other kind as it is. Raises Damaged.
    """
    if code == "jpeg":
        cleaned = _clean_jpeg(file)
    elif code == "png":
        cleaned = _clean_png(file)
    else:
        return file
    file.seek(0)
    return cleaned


def _clean_jpeg(file: BinaryIO) -> BinaryIO:
    notes = _kept_notes(file)
    file.seek(0)
    data = file.read()
    out = io.BytesIO()
    out.write(data[:2])
    if notes:
        out.write(b"\xff\xe1" + struct.pack(">H", len(notes) + 2) + notes)
    for marker, segment in _jpeg_segments(data):
        if _is_of_the_picture(marker, segment):
            out.write(segment)
    out.seek(0)
    return out


def _kept_notes(file: BinaryIO) -> bytes:
    file.seek(0)
    try:
        with Image.open(file) as image:
            written = image.getexif()
            taken_at = written.get_ifd(ExifTags.IFD.Exif).get(_TAKEN_AT)
    except (OSError, ValueError, SyntaxError, TypeError, struct.error):
        return b""
    kept = Image.Exif()
    for tag in _KEPT:
        if tag in written:
            kept[tag] = written[tag]
    if taken_at:
        kept.get_ifd(ExifTags.IFD.Exif)[_TAKEN_AT] = taken_at
    return kept.tobytes() if len(kept) or taken_at else b""


def _jpeg_segments(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Go through the segments before the picture's own bytes, then give those, whole.

    What follows the end of the picture, such as a second, larger one or a film, is left out.
    """
    at = 2
    while at + 4 <= len(data):
        if data[at] != 0xFF:
            raise Damaged
        marker = data[at + 1]
        if marker == 0xFF:
            at += 1
            continue
        if marker == _START_OF_SCAN:
            yield marker, _to_the_end(data, at)
            return
        end = _after_segment(data, at)
        yield marker, data[at:end]
        at = end
    raise Damaged


def _to_the_end(data: bytes, at: int) -> bytes:
    """Give everything from the first scan to the end of the picture, however many scans it has."""
    here = _after_segment(data, at)
    while (found := data.find(b"\xff", here)) >= 0:
        marker = data[found + 1 : found + 2]
        if marker == b"\xd9":
            return data[at : found + 2]
        # A stuffed zero, a restart and padding belong to the scan; anything else is a segment.
        is_of_scan = marker in {b"\x00", b"\xff", b""} or 0xD0 <= marker[0] <= 0xD7
        here = found + 1 if is_of_scan else _after_segment(data, found)
    return data[at:]


def _after_segment(data: bytes, at: int) -> int:
    if at + 4 > len(data):
        raise Damaged
    return at + 2 + int(struct.unpack(">H", data[at + 2 : at + 4])[0])


def _is_of_the_picture(marker: int, segment: bytes) -> bool:
    is_note = 0xE0 <= marker <= 0xEF or marker == _COMMENT
    is_profile = segment[4:].startswith(_PROFILE)
    return not is_note or marker in {_JFIF, _ADOBE} or is_profile


def _clean_png(file: BinaryIO) -> BinaryIO:
    file.seek(0)
    out = io.BytesIO()
    out.write(file.read(_PNG_HEAD))
    name = b""
    while name != b"IEND":
        lead = file.read(8)
        if len(lead) < 8:
            raise Damaged
        length, name = struct.unpack(">I4s", lead)
        body = file.read(length + 4)
        if name not in _PNG_NOTES:
            out.write(lead + body)
    out.seek(0)
    return out
