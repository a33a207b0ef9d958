"""What may be attached is told by what is in it; where a photograph was taken is taken out."""

import io
import socketserver
import struct
import threading
from contextlib import contextmanager

import pytest
from django.core.files.uploadedfile import UploadedFile
from PIL import ExifTags, Image

from cin.documents import scanning
from cin.documents.checking import check, plain_name
from cin.documents.cleaning import Damaged, without_location
from cin.documents.kinds import NotAllowed
from cin.documents.uploading import MEGABYTE, ToTemporaryFile
from tests.documents.making import PDF, TAKEN_AT, office, open_document, photograph, upload

OLD_WORD = bytes.fromhex("D0CF11E0A1B11AE1") + b"\0" * 600
HEIC = b"\0\0\0\x18ftypheic\0\0\0\0mif1heic"


@pytest.mark.parametrize(
    ("contents", "name", "kind"),
    [
        (PDF, "letter.PDF", "pdf"),
        (photograph(), "IMG 1.jpeg", "jpeg"),
        (office("docx"), "report.docx", "docx"),
        (office("xlsx"), "money.xlsx", "xlsx"),
        (office("pptx"), "slides.pptx", "pptx"),
        (open_document(), "letter.odt", "odt"),
        ("Zoë said مرحبا 🙂\r\n".encode(), "note.txt", "txt"),
    ],
)
def test_what_may_be_attached_is_known_by_its_contents(contents, name, kind):
    assert check(upload(contents, name)).kind == kind


@pytest.mark.parametrize(
    ("contents", "name", "told"),
    [
        (office("docx"), "consent.pdf", "“consent.pdf” is really a Word document, not a PDF"),
        (PDF, "photo.jpg", "is really a PDF, not a JPEG photograph"),
        (PDF, "letter", "is really a PDF. Give its name the end .pdf"),
        (b"", "empty.pdf", "empty"),
        (office("docm"), "report.docx", "macros"),
        (office("docx", extra=("word/vbaProject.bin",)), "report.docx", "macros"),
        (b"MZ\x90\0" + b"\0" * 200, "letter.pdf", "Windows Executable"),
        (OLD_WORD, "report.doc", "Save it as .docx"),
        (HEIC, "IMG_1.heic", "Save it as a JPEG"),
        (b"<!DOCTYPE html><script>alert(1)</script>", "page.txt", "cannot be attached"),
        (b"  <svg onload=alert(1)>", "drawing.txt", "cannot be attached"),
        (b"\xff\xd8\xff\xe0 not a picture", "photo.jpg", "damaged"),
        (b"PK\x03\x04 not a package", "report.docx", "damaged"),
        (photograph()[:200], "photo.jpg", "damaged"),
        (b"caf\xe9 \x00\x01\x02", "note.txt", "cannot be attached"),
    ],
)
def test_what_may_not_be_attached_is_refused_with_what_it_is(contents, name, told):
    with pytest.raises(NotAllowed) as refused:
        check(upload(contents, name))
    assert told in str(refused.value)


def test_a_zip_of_other_things_is_no_office_file():
    with pytest.raises(NotAllowed, match="one by one"):
        check(upload(office("other"), "a.docx"))


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("C:\\Users\\me\\letter.pdf", "letter.pdf"),
        ("../../etc/passwd.txt", "passwd.txt"),
        ("photo\u202egpj.exe.jpg", "photogpj.exe.jpg"),
        ("O’Brien مدرسة.pdf", "O’Brien مدرسة.pdf"),
        ('a"\r\nb.pdf', "ab.pdf"),
        ("", "file"),
        (f"{'long' * 100}.pdf", f"{('long' * 100)[:146]}.pdf"),
    ],
)
def test_a_name_is_kept_without_what_misleads(given, kept):
    assert plain_name(given) == kept


@pytest.mark.parametrize("progressive", [False, True])
def test_a_photograph_loses_its_place_and_keeps_its_picture(progressive):
    taken = photograph(progressive=progressive)
    cleaned = check(upload(taken, "photo.jpg")).contents.read()
    before, after = Image.open(io.BytesIO(taken)), Image.open(io.BytesIO(cleaned))
    notes = after.getexif()
    assert before.tobytes() == after.tobytes()
    assert not notes.get_ifd(ExifTags.IFD.GPSInfo)
    assert notes[ExifTags.Base.Orientation] == 6
    assert notes.get_ifd(ExifTags.IFD.Exif)[ExifTags.Base.DateTimeOriginal] == TAKEN_AT
    assert b"Acacia" not in cleaned
    assert b"Some telephone" not in cleaned


def test_what_hides_behind_the_end_of_a_photograph_is_left_out():
    cleaned = check(upload(photograph() + b"GPSLatitude 51.5", "photo.jpg")).contents.read()
    assert cleaned.endswith(b"\xff\xd9")


def test_a_png_loses_what_was_written_in_it():
    notes = Image.Exif()
    notes.get_ifd(ExifTags.IFD.GPSInfo)[ExifTags.GPS.GPSLatitudeRef] = "N"
    out, picture = io.BytesIO(), Image.effect_noise((60, 40), 80)
    picture.save(out, "PNG", exif=notes)
    cleaned = Image.open(check(upload(out.getvalue(), "drawing.png")).contents)
    assert not cleaned.getexif()
    assert cleaned.tobytes() == picture.tobytes()
    with pytest.raises(Damaged):
        without_location(io.BytesIO(out.getvalue()[:60]), "png")


def test_a_file_above_the_limit_is_refused_with_its_size(settings):
    settings.CIN_UPLOAD_MB = 1
    with pytest.raises(NotAllowed, match=r"is 1\.5 MB\. A file must be 1 MB or smaller"):
        check(upload(PDF + b" " * (MEGABYTE * 3 // 2), "scan.pdf"))


def test_no_more_of_a_huge_file_reaches_the_disk_than_may_be_attached(settings):
    settings.CIN_UPLOAD_MB = 1
    handler = ToTemporaryFile()
    handler.new_file("file", "film.jpg", "image/jpeg", None)
    for number in range(40):
        handler.receive_data_chunk(b"x" * MEGABYTE, number * MEGABYTE)
    received = handler.file_complete(40 * MEGABYTE)
    assert isinstance(received, UploadedFile)
    assert received.size == 40 * MEGABYTE
    assert len(received.read()) <= 3 * MEGABYTE


class Clamd(socketserver.BaseRequestHandler):
    """A scanner that finds EICAR, and otherwise answers what its server says."""

    def handle(self):
        link = self.request.makefile("rb")
        assert link.read(10) == b"zINSTREAM\0"
        received = b""
        while length := struct.unpack(">I", link.read(4))[0]:
            received += link.read(length)
        self.server.received.append(received)
        found = b"stream: Eicar-Test-Signature FOUND\0" if b"EICAR" in received else None
        self.request.sendall(found or self.server.answer)


@contextmanager
def clamd(settings, server_class, place, answer=b"stream: OK\0"):
    with server_class(place, Clamd) as server:
        server.received, server.answer = [], answer
        threading.Thread(target=server.serve_forever, args=[0.01], daemon=True).start()
        taken = server.server_address
        settings.CIN_CLAMAV = taken if isinstance(taken, str) else f"{taken[0]}:{taken[1]}"
        yield server
        server.shutdown()


def test_a_clean_file_passes_the_scanner_whole(settings):
    with clamd(settings, socketserver.TCPServer, ("127.0.0.1", 0)) as server:
        big = PDF + b" " * 200_000
        assert check(upload(big, "scan.pdf")).kind == "pdf"
        assert server.received == [big]


def test_the_scanner_is_reached_through_a_socket_of_the_machine_too(settings, tmp_path):
    place = str(tmp_path / "clamd")
    with clamd(settings, socketserver.UnixStreamServer, place) as server:
        check(upload(PDF, "scan.pdf"))
        assert server.received == [PDF]


def test_an_infected_file_is_refused(settings):
    scanner = clamd(settings, socketserver.TCPServer, ("127.0.0.1", 0))
    with scanner, pytest.raises(NotAllowed, match="harmful"):
        check(upload(b"A letter with EICAR in it", "letter.txt"))


@pytest.mark.parametrize(
    "answer", [b"INSTREAM size limit exceeded. ERROR\0", b"", b"stream: \0", b"nonsense"]
)
def test_a_scanner_that_does_not_say_clean_lets_nothing_pass(settings, answer):
    scanner = clamd(settings, socketserver.TCPServer, ("127.0.0.1", 0), answer)
    with scanner, pytest.raises(NotAllowed, match="does not answer"):
        check(upload(PDF, "scan.pdf"))


def test_a_scanner_that_is_away_or_asleep_lets_nothing_pass(settings, tmp_path, monkeypatch):
    settings.CIN_CLAMAV = str(tmp_path / "nobody")
    with pytest.raises(NotAllowed, match="does not answer"):
        check(upload(PDF, "scan.pdf"))
    monkeypatch.setattr(scanning, "PATIENCE", 0.05)
    with socketserver.TCPServer(("127.0.0.1", 0), Clamd) as asleep:
        settings.CIN_CLAMAV = f"127.0.0.1:{asleep.server_address[1]}"
        with pytest.raises(NotAllowed, match="does not answer"):
            check(upload(PDF, "scan.pdf"))
