"""Drawing a page as a PDF that can be read aloud (PDF/UA): from one template, with nothing fetched
from anywhere but this system's own static files.
"""

import logging
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from django.contrib.staticfiles import finders
from django.core.exceptions import SuspiciousFileOperation
from django.template.loader import render_to_string
from weasyprint import HTML
from weasyprint.urls import URLFetcher, URLFetcherResponse

from cin.core.errors import DomainError

STATIC = "static:"
_KINDS = {".css": "text/css", ".svg": "image/svg+xml", ".png": "image/png"}
logger = logging.getLogger(__name__)


class CannotPrint(DomainError):
    """A page that cannot be drawn as a PDF."""


class NotFetched(ValueError):
    """An address in a printed page that is neither data nor a static file of this system."""


class OwnFiles(URLFetcher):
    """Gives printed pages `data:` and `static:` and refuses all else, so that nothing in a record
    can make the server open an address or a file.
    """

    def __init__(self) -> None:
        super().__init__(allowed_protocols={"data"}, allow_redirects=False)

    def fetch(self, url: str, headers: Any = None) -> Any:
        """Give what an address in a printed page stands for; refuses (NotFetched) any other."""
        if url.startswith("data:"):
            return super().fetch(url, headers)
        path = _static_file(url)
        if path is None:
            raise NotFetched("Only data and static files can stand in a printed page.")
        kind = _KINDS.get(path.suffix, "application/octet-stream")
        return URLFetcherResponse(url, path.read_bytes(), {"Content-Type": kind})


def pdf_of(template: str, context: Mapping[str, Any]) -> bytes:
    """Draw a template as a tagged PDF, in which `static:cin/print.css` is a static file.

    An address of any other kind is left out of the page. Refuses (CannotPrint) when the page cannot
    be drawn.
    """
    html = render_to_string(template, dict(context))
    try:
        page = HTML(string=html, base_url=STATIC, url_fetcher=OwnFiles())
        contents: bytes = page.write_pdf(pdf_variant="pdf/ua-1")
    except Exception as failed:
        # Whatever the library stumbles over; its message may hold words of the record.
        logger.error("A page could not be drawn as a PDF: %s, %s", template, type(failed).__name__)
        told = "The PDF could not be made. Try again, and if it fails again tell your IT service."
        raise CannotPrint(told) from failed
    return contents


def _static_file(url: str) -> Path | None:
    parts = urlsplit(url)
    if f"{parts.scheme}:" != STATIC:
        return None
    try:
        found = finders.find(unquote(parts.path).lstrip("/"))
    except SuspiciousFileOperation:
        return None
    return Path(found) if isinstance(found, str) else None
