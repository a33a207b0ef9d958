"""Receiving a file: to the disk as it arrives, and no more of it than may be attached."""

from typing import Any

from django.conf import settings
from django.core.files.uploadhandler import TemporaryFileUploadHandler

MEGABYTE = 1024 * 1024
# A little more than the limit is kept, so that the field sees a file that is too large.
SPARE = MEGABYTE


class ToTemporaryFile(TemporaryFileUploadHandler):
    """Write what arrives to a temporary file, and let go of what is beyond the limit.

    The rest of the form is still read, so that nothing typed is lost; the file's size is the one it
    had where it came from. The limit holds for all the files of one form together.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kept = 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """Keep a piece while there is room."""
        if self.kept < settings.CIN_UPLOAD_MB * MEGABYTE + SPARE:
            self.kept += len(raw_data)
            self.file.write(raw_data)
