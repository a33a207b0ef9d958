"""Reading drawn HTML in tests: elements by tag and attribute, and the words a person sees."""

from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any

from django.template import Context, Template
from django.template.loader import render_to_string
from django.test import RequestFactory

VOID = {"input", "br", "link", "meta", "hr", "img", "path", "circle", "rect"}


@dataclass
class Element:
    """One element, with the text inside it."""

    tag: str
    attrs: dict[str, str | None]
    words: list[str] = field(default_factory=list)

    def __getitem__(self, name: str) -> str | None:
        return self.attrs[name]

    def get(self, name: str) -> str | None:
        """Give an attribute, or None."""
        return self.attrs.get(name)

    @property
    def text(self) -> str:
        """Give the words inside, on one line."""
        return " ".join("".join(self.words).split())


class Markup(HTMLParser):
    """HTML that a test asks about."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.html = html
        self.elements: list[Element] = []
        self._open: list[Element] = []
        self.feed(html)
        assert not self._open, f"never closed: {[element.tag for element in self._open]}"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note an element."""
        element = Element(tag, dict(attrs))
        self.elements.append(element)
        if tag not in VOID:
            self._open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note an element that closes itself."""
        self.elements.append(Element(tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        """Close the innermost element, which must be of this tag."""
        if tag not in VOID:
            assert self._open, f"</{tag}> closes nothing"
            closed = self._open.pop()
            assert closed.tag == tag, f"<{closed.tag}> closed by </{tag}>"

    def handle_data(self, data: str) -> None:
        """Give the words to every element around them."""
        for element in self._open:
            element.words.append(data)

    def all(self, tag: str, **attrs: str) -> list[Element]:
        """Find elements; `class_` finds one class among several, `x_y` finds the attribute x-y."""
        wanted = {name.rstrip("_").replace("_", "-"): value for name, value in attrs.items()}
        return [
            e for e in self.elements if e.tag == tag and all(_has(e, *w) for w in wanted.items())
        ]

    def one(self, tag: str, **attrs: str) -> Element:
        """Find the only such element."""
        found = self.all(tag, **attrs)
        assert len(found) == 1, f"{len(found)} of <{tag} {attrs}> in {self.html}"
        return found[0]

    @property
    def text(self) -> str:
        """Give all the words, on one line."""
        whole = Markup(f"<div>{self.html}</div>") if self.elements[:1] else self
        return whole.elements[0].text if whole.elements else ""


def _has(element: Element, name: str, value: str) -> bool:
    found = element.attrs.get(name)
    return value in (found or "").split() if name == "class" else found == value


def component(name: str, /, **values: Any) -> Markup:
    """Draw one component with these parameters and nothing else."""
    given = " ".join(f"{key}={key}" for key in values)
    include = f'{{% include "components/{name}.html" with {given} only %}}'
    return Markup(Template(include).render(Context(values)))


def page(template: str, *, user: Any = None, path: str = "/", **values: Any) -> Markup:
    """Draw a whole page as a person would get it."""
    request = RequestFactory().get(path)
    if user is not None:
        request.user = user
    return Markup(
        render_to_string(template, values, request=request).removeprefix("<!DOCTYPE html>")
    )
