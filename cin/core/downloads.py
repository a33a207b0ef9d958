"""Files that the system makes for a person: saved, never shown in a page, never kept on the way."""

from django.http import HttpResponse


class FileAnswer(HttpResponse):
    """An answer that is a file."""


def pdf_download(contents: bytes, *, name: str) -> FileAnswer:
    """Answer with a PDF to be saved; its name must say nothing about anybody."""
    return FileAnswer(
        contents,
        content_type="application/pdf",
        headers={
            "Content-Disposition": f'attachment; filename="{name}"',
            "X-Content-Type-Options": "nosniff",
            "Cache-Control": "no-store, private",
        },
    )
