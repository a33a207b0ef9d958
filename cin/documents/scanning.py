"""Asking ClamAV about a file, where the installation has one; without an answer nothing passes."""

import socket
import struct
from collections.abc import Iterator
from contextlib import contextmanager
from typing import BinaryIO

from django.conf import settings

PIECE = 64 * 1024
# Seconds for connecting, for each piece and for the answer.
PATIENCE = 20.0
LONGEST_ANSWER = 4096


class NoAnswer(Exception):
    """The scanner is configured and did not say whether the file is clean."""


class Infected(Exception):
    """The scanner found something; the message is what it calls it."""


def scan(file: BinaryIO) -> None:
    """Ask the scanner that CIN_CLAMAV names; do nothing where it names none.

    Raises Infected, and NoAnswer when the scanner cannot be reached, is too slow or answers with
    anything but "clean". The file is left at its beginning.
    """
    if not settings.CIN_CLAMAV:
        return
    try:
        with _connected(settings.CIN_CLAMAV) as link:
            answer = _ask(link, file)
    except OSError as failed:
        raise NoAnswer(failed.__class__.__name__) from failed
    finally:
        file.seek(0)
    verdict = answer.removeprefix("stream: ")
    if verdict.endswith(" FOUND"):
        raise Infected(verdict.removesuffix(" FOUND"))
    if verdict != "OK":
        raise NoAnswer(verdict[:100])


@contextmanager
def _connected(place: str) -> Iterator[socket.socket]:
    if place.startswith("/"):
        link = socket.socket(socket.AF_UNIX)
        link.settimeout(PATIENCE)
        link.connect(place)
    else:
        host, _, port = place.rpartition(":")
        link = socket.create_connection((host.strip("[]"), int(port)), timeout=PATIENCE)
    with link:
        yield link


def _ask(link: socket.socket, file: BinaryIO) -> str:
    """Send the file in pieces, each led by its length and the last of length 0 (INSTREAM)."""
    file.seek(0)
    link.sendall(b"zINSTREAM\0")
    while piece := file.read(PIECE):
        link.sendall(struct.pack(">I", len(piece)) + piece)
    link.sendall(struct.pack(">I", 0))
    answer = b""
    while len(answer) < LONGEST_ANSWER and not answer.endswith(b"\0"):
        received = link.recv(LONGEST_ANSWER)
        if not received:
            break
        answer += received
    return answer.rstrip(b"\0").decode("utf-8", "replace").strip()
