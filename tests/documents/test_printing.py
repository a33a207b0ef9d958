"""Printed pages fetch nothing but what is our own."""

import pytest
from django.test import override_settings

from cin.documents.printing import CannotPrint, NotFetched, OwnFiles, pdf_of


@pytest.mark.parametrize(
    "address",
    [
        "https://example.org/a.png",
        "http://169.254.169.254/",
        "file:///etc/passwd",
        "static:../pyproject.toml",
        "static:/etc/passwd",
        "static:cin/no-such.css",
        "ftp://example.org/a",
    ],
)
def test_no_other_address_is_opened(address):
    with pytest.raises(NotFetched):
        OwnFiles().fetch(address)


def test_static_files_and_data_are_given():
    own = OwnFiles()
    assert b"@page" in own.fetch("static:cin/print.css").read()
    assert own.fetch("data:text/plain,hello").read() == b"hello"


def test_a_page_that_cannot_be_drawn_is_a_refusal_and_no_crash(monkeypatch):
    def broken(*_args, **_kwargs):
        raise RuntimeError("words of a record")

    monkeypatch.setattr("cin.documents.printing.HTML.write_pdf", broken)
    with override_settings(DEBUG=False), pytest.raises(CannotPrint, match="tell your IT service"):
        pdf_of("404.html", {})
