"""What a person does at a desk: read labels, fill in what they name, press what they say."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from playwright.sync_api import Locator, Page

from cin.procedures.book import preset
from desk.demonstration.houses import places

CASE = re.compile(r"/cases/(\d+)/")


@dataclass
class Desk:
    """One signed-in person, and the page in front of them."""

    page: Page
    check_page: Callable[[Page], None]

    @property
    def main(self) -> Locator:
        """What the page is about, without its header and footer."""
        return self.page.locator("main")

    def open(self, path: str) -> None:
        """Go to a page and hold it to what every page is held to."""
        self.page.goto(path)
        self.look()

    def look(self) -> None:
        """Hold the page in front of the person to what every page is held to."""
        self.check_page(self.page)

    def follow(self, words: str) -> None:
        """Take the step or the link that says these words, and look at where it leads."""
        with self.page.expect_navigation():
            self.main.get_by_text(words, exact=True).first.click()
        self.look()

    def fill(self, label: str, text: str, *, within: str = "") -> None:
        """Write in the box with this label, in the part of the page with that heading."""
        part = self.main.get_by_role("group", name=within, exact=True) if within else self.main
        part.get_by_label(label).first.fill(text)

    def choose(self, question: str, answer: str) -> None:
        """Answer a question by choosing among its answers."""
        asked = self.main.get_by_role("group", name=question).last
        # In a list of rows, an answer also says whose row it is in.
        whole = re.compile(rf"^{re.escape(answer)}( for \w+ \d+)?$")
        asked.get_by_role("radio", name=whole).first.check()

    def tick(self, question: str, answer: str) -> None:
        """Tick one answer of several."""
        asked = self.main.get_by_role("group", name=question).last
        asked.get_by_role("checkbox", name=answer, exact=True).check()

    def pick(self, label: str, answer: str) -> None:
        """Pick from a list."""
        self.main.get_by_label(label).select_option(label=answer)

    def pick_like(self, label: str, beginning: str) -> None:
        """Pick from a list the first answer that contains some words."""
        box = self.main.get_by_label(label)
        answer = box.locator("option").filter(has_text=beginning).first.inner_text()
        box.select_option(label=answer.strip())

    def press(self, name: str = "", *, times: int = 1) -> None:
        """Press a button by its name, or the first below the form, and wait for what follows."""
        with self.page.expect_navigation():
            self.button(name).click(click_count=times)

    def button(self, name: str = "") -> Locator:
        """Find a button below the form by its name, or the first."""
        buttons = self.main.locator("form .govuk-button-group")
        named = {"name": name, "exact": True} if name else {}
        return buttons.get_by_role("button", **named).first

    def case_id(self) -> int:
        """Read which case the page is of."""
        found = CASE.search(self.page.url)
        assert found, f"{self.page.url} is no page of a case"
        return int(found[1])

    def due(self) -> dict[str, date]:
        """Read what is due from the page of a case, by label; what has no date is left out."""
        items = self.main.get_by_role("region", name="What is due").get_by_role("listitem")
        read = {}
        for item in items.all():
            day = item.locator("time")
            if day.count():
                label = item.locator("p").first.inner_text().strip()
                read.setdefault(
                    label, date.fromisoformat(day.first.get_attribute("datetime") or "")
                )
        return read


def written(day: date) -> str:
    """Write a day as a person types it."""
    return f"{day:%-d %B %Y}"


def clock_time(moment: datetime) -> str:
    """Write a time of day as a person types it."""
    return f"{moment:%-I:%M}{'am' if moment.hour < 12 else 'pm'}"


def name_of(username: str) -> str:
    """Give the name of a demonstration person, such as rochdale.sw."""
    slug, post = username.split(".")
    people = next(place["people"] for place in places() if place["slug"] == slug)
    return str(people[post])


def word(slug: str, name: str) -> str:
    """Give an authority's own word for its meeting, review, plan or assessment."""
    return str(preset(slug).get(f"{name}_label"))
