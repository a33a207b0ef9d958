"""Reading back what a form shows, as a browser would send it unchanged."""

from html.parser import HTMLParser

from django.http import QueryDict


class _Filled(HTMLParser):
    """Collects the answers that stand in the fields of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, str]] = []
        self.area = ""
        self.select = ""

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        if tag == "textarea":
            self.area = given["name"]
            self.found.append((self.area, ""))
        elif tag == "select":
            self.select = given["name"]
        elif tag == "option" and "selected" in given:
            self.found.append((self.select, given["value"]))
        elif tag == "input" and given.get("name"):
            chosen = given.get("type") not in {"radio", "checkbox"} or "checked" in given
            if chosen:
                self.found.append((given["name"], given.get("value") or ""))

    def handle_endtag(self, tag):
        if tag == "textarea":
            self.area = ""

    def handle_data(self, data):
        if self.area:
            name, text = self.found[-1]
            self.found[-1] = (name, text + data)


def as_sent(html: str) -> QueryDict:
    """Give the answers of a form as they would be sent without a change."""
    parser = _Filled()
    parser.feed(html)
    answers = QueryDict(mutable=True)
    for name, value in parser.found:
        answers.appendlist(name, value.removeprefix("\n"))
    return answers
