"""Where attached files lie: under random names, in a folder to which no address leads."""

import hashlib
import os
import secrets
import time
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from django.conf import settings

PIECE = 256 * 1024
NAME_BYTES = 16


@dataclass(frozen=True)
class Kept:
    """A file as it was written: its random name, its size in bytes and its digest."""

    stored_as: str
    size: int
    sha256: str


def keep(contents: BinaryIO) -> Kept:
    """Write a file for this user of the machine alone, whole and on the disk, before it is named in
    any row.
    """
    stored_as = secrets.token_hex(NAME_BYTES)
    place = path_of(stored_as)
    place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    digest, size = hashlib.sha256(), 0
    contents.seek(0)
    handle = os.open(place, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as file:
        while piece := contents.read(PIECE):
            digest.update(piece)
            size += len(piece)
            file.write(piece)
        file.flush()
        os.fsync(file.fileno())
    return Kept(stored_as=stored_as, size=size, sha256=digest.hexdigest())


def path_of(stored_as: str) -> Path:
    """Give the place of a file: a folder for each first two letters keeps folders short."""
    return Path(settings.MEDIA_ROOT) / stored_as[:2] / stored_as


def remove(stored_as: str) -> None:
    """Remove a file; one that is gone already is as it should be."""
    path_of(stored_as).unlink(missing_ok=True)


def stored_before(moment: float) -> Iterator[str]:
    """List the random names of the files last written before a moment (seconds since 1970)."""
    for place in Path(settings.MEDIA_ROOT).glob("??/*"):
        if len(place.name) == 2 * NAME_BYTES and place.stat().st_mtime < moment:
            yield place.name


def sweep(needed: Collection[str], *, older_than: float) -> int:
    """Remove the files that nothing needs and that are older than so many seconds; count them.

    A young file may belong to a row that is about to be written.
    """
    # The age of a file is told by the machine that wrote it, not by the house's clock.
    orphans = [name for name in stored_before(time.time() - older_than) if name not in needed]
    for name in orphans:
        remove(name)
    return len(orphans)
