"""Files as people bring them: pictures with a place in them, Office files with macros or none."""

import io
import zipfile

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import ExifTags, Image

PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF\n"
TAKEN_AT = "2026:03:01 09:30:00"
_CONTENT = "application/vnd.openxmlformats-officedocument.{}.main+xml"
MAIN = {
    "docx": _CONTENT.format("wordprocessingml.document"),
    "xlsx": _CONTENT.format("spreadsheetml.sheet"),
    "pptx": _CONTENT.format("presentationml.presentation"),
    "other": "text/plain",
    "docm": "application/vnd.ms-word.document.macroEnabled.main+xml",
}


def photograph(*, progressive: bool = False) -> bytes:
    """Take a photograph that says where, when, by what and which way up it was taken."""
    notes = Image.Exif()
    notes[ExifTags.Base.Orientation] = 6
    notes[ExifTags.Base.Make] = "Some telephone"
    notes.get_ifd(ExifTags.IFD.Exif)[ExifTags.Base.DateTimeOriginal] = TAKEN_AT
    notes.get_ifd(ExifTags.IFD.GPSInfo)[ExifTags.GPS.GPSLatitudeRef] = "N"
    notes.get_ifd(ExifTags.IFD.GPSInfo)[ExifTags.GPS.GPSLatitude] = (51.0, 30.0, 26.0)
    out = io.BytesIO()
    picture = Image.effect_noise((60, 40), 80).convert("RGB")
    picture.save(out, "JPEG", exif=notes, comment=b"12 Acacia Road", progressive=progressive)
    return out.getvalue()


def office(kind: str, *, extra: tuple[str, ...] = ()) -> bytes:
    """Make an Office file of a kind, with further parts of these names."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        package.writestr(
            "[Content_Types].xml", f'<Types><Override ContentType="{MAIN[kind]}"/></Types>'
        )
        package.writestr("word/document.xml", "<w:document/>")
        for name in extra:
            package.writestr(name, b"\x00")
    return out.getvalue()


def open_document() -> bytes:
    """Make an OpenDocument text."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.text")
    return out.getvalue()


def upload(contents: bytes, name: str) -> SimpleUploadedFile:
    """Give a file as a form receives it."""
    return SimpleUploadedFile(name, contents)
