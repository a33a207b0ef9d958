"""The parts that pages are made of, and the words for dates in templates."""

from datetime import UTC, date, datetime
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.paginator import Paginator
from django.template import Context, Template

from cin.core import clock
from cin.core.templatetags import cin as words
from tests.core.markup import Markup, component

APRIL = date(2026, 4, 22)
NOON = datetime(2026, 4, 20, 11, 0, tzinfo=UTC)
BLOCKERS = [SimpleNamespace(message="End the plan", cites=("ROC-165", "ROC-166"))]


@pytest.mark.parametrize(
    ("write", "value", "written"),
    [
        (words.day, APRIL, "Wednesday 22 April 2026"),
        (words.plain_day, APRIL, "22 April 2026"),
        (words.short_day, APRIL, "22 Apr 2026"),
        (words.day, datetime(2026, 6, 30, 23, 30, tzinfo=UTC), "Wednesday 1 July 2026"),
        (words.moment, datetime(2026, 5, 4, 13, 30, tzinfo=UTC), "4 May 2026 at 2:30pm"),
        (words.moment, APRIL, "22 April 2026"),
        (words.time_of_day, datetime(2026, 1, 4, 9, 0, tzinfo=UTC), "9am"),
    ],
)
def test_dates_are_written_as_people_say_them(write: Any, value: Any, written: str) -> None:
    assert write(value) == written


@pytest.mark.parametrize(
    ("day_of_april", "said"),
    [
        (20, "today"),
        (21, "tomorrow"),
        (19, "yesterday"),
        (23, "in 3 days"),
        (18, "2 days ago"),
    ],
)
def test_how_far_off_a_day_is_goes_by_the_clock(day_of_april: int, said: str) -> None:
    with clock.at(NOON):
        assert words.in_days(date(2026, 4, day_of_april)) == said


@pytest.mark.parametrize(
    "write",
    [words.day, words.plain_day, words.short_day, words.moment, words.time_of_day, words.in_days],
)
def test_no_date_is_written_as_nothing(write: Any) -> None:
    assert write(None) == ""
    assert write("") == ""


def test_typed_text_is_shown_in_paragraphs_and_never_as_markup() -> None:
    html = words.paragraphs("One <script>\r\ntwo\n\n\n  three & four\n")
    assert html.count("<p ") == 2
    assert "One &lt;script&gt;<br>two" in html
    assert "  three &amp; four" in html
    assert words.paragraphs(None) == ""


@pytest.mark.parametrize(
    ("standing", "said", "colour"),
    [
        ("upcoming", "Due", "blue"),
        ("due_soon", "Due soon", "yellow"),
        ("overdue", "Overdue", "red"),
        ("met", "Done", "green"),
        ("met_late", "Done late", "orange"),
    ],
)
def test_a_standing_says_in_words_what_its_colour_says(
    standing: str, said: str, colour: str
) -> None:
    tag = component("standing", standing=standing).one("strong")
    assert tag.text == said
    assert f"govuk-tag--{colour}" in tag["class"]


def test_an_unknown_standing_is_a_fault_and_not_a_grey_tag() -> None:
    with pytest.raises(KeyError):
        words.standing_tag("fine")


def test_a_due_date_has_its_weekday_standing_distance_and_reason() -> None:
    with clock.at(NOON):
        markup = component(
            "due_date",
            due_on=APRIL,
            standing="due_soon",
            label="Visit",
            explanation="3 weeks after the visit on 1 April 2026.",
            cites=["HIL-52"],
        )
    assert "Visit Due soon" in markup.one("div", class_="cin-due").text
    assert markup.one("time").text == "Wednesday 22 April 2026"
    assert markup.one("time")["datetime"] == "2026-04-22"
    assert "In 2 days" in markup.text
    assert markup.one("summary").text == "Why this date? Visit"
    assert markup.one("details").text.endswith("3 weeks after the visit on 1 April 2026. HIL-52")


def test_a_due_date_may_link_to_its_reason_and_name_an_hour() -> None:
    due_at = datetime(2026, 4, 22, 13, 0, tzinfo=UTC)
    markup = component(
        "due_date", due_on=APRIL, due_at=due_at, standing="overdue", why_href="/why/", label="Visit"
    )
    assert markup.one("a")["href"] == "/why/"
    assert "by 2pm" in markup.text


def test_a_met_date_says_when_it_was_met() -> None:
    markup = component("due_date", due_on=APRIL, standing="met_late", met_on=date(2026, 4, 24))
    assert "Done late" in markup.text
    assert "Done on 24 April 2026" in markup.text


def test_steps_say_in_words_which_is_done_which_is_now_and_which_is_to_come() -> None:
    steps = [
        {"label": "Referred", "state": "done", "on": APRIL},
        {"label": "Assessment", "state": "current"},
        {"label": "Closed", "state": "next"},
    ]
    markup = component("stepper", steps=steps)
    assert [li.text.lstrip("✓ ") for li in markup.all("li")] == [
        "Referred : done 22 Apr 2026",
        "Assessment : now",
        "Closed : to come",
    ]
    assert markup.one("li", aria_current="step").text.startswith("Assessment")


def test_a_table_carries_its_headings_into_the_cards_of_a_phone() -> None:
    markup = component(
        "table",
        caption="Cases",
        head=[{"text": "Child", "sort": "ascending"}, {"text": "Next due", "sort": "none"}],
        rows=[
            [
                {"text": "Leo", "href": "/1/", "hidden": "ROC-1"},
                {"text": "Visit", "standing": "overdue", "sort": 20260422},
            ]
        ],
        sortable=True,
    )
    assert markup.one("caption").text == "Cases"
    assert markup.one("th", scope="row")["data-label"] == "Child"
    assert markup.one("td")["data-label"] == "Next due"
    assert markup.one("td")["data-sort-value"] == "20260422"
    assert markup.one("td").text == "Visit Overdue"
    assert markup.one("table")["data-module"] == "moj-sortable-table"
    assert markup.all("th")[0]["aria-sort"] == "ascending"


def test_a_table_that_is_not_sortable_offers_no_sorting() -> None:
    markup = component("table", caption="Cases", head=[{"text": "Child", "sort": "none"}], rows=[])
    assert "aria-sort" not in markup.one("th").attrs


def test_a_summary_says_what_is_not_recorded() -> None:
    rows = [
        {"key": "Name", "value": "Leo", "href": "/1/", "hidden": "name"},
        {"key": "NHS number", "value": ""},
        {"key": "Siblings", "value": 0},
        {"key": "Address", "value": "4 Mill Lane\nRochdale", "typed": True},
    ]
    markup = component("summary_list", rows=rows)
    values = [dd.text for dd in markup.all("dd", class_="govuk-summary-list__value")]
    assert values == ["Leo", "Not recorded", "0", "4 Mill LaneRochdale"]
    assert markup.one("a").text == "Change name"


def test_a_summary_with_a_title_is_a_card() -> None:
    markup = component("summary_list", rows=[], title="The child", title_href="/edit/")
    assert markup.one("h2").text == "The child"
    assert markup.one("a").text == "Change The child"


def test_both_texts_mark_what_differs() -> None:
    markup = component(
        "both_texts",
        first_title="Yours",
        first="He is happy at home.",
        second_title="Theirs",
        second="He is worried at home.",
    )
    assert markup.one("del").text == "happy"
    assert markup.one("ins").text == "worried"
    assert [h.text for h in markup.all("h3")] == ["Yours", "Theirs"]


def test_both_texts_are_escaped() -> None:
    texts = {"first_title": "a", "second_title": "b", "first": "<b>x", "second": "<b>y"}
    assert not component("both_texts", **texts).all("b")


def test_what_stands_in_the_way_is_listed_whole_with_its_rules() -> None:
    markup = component("blockers", blockers=BLOCKERS, title="Before you can close the case")
    assert markup.one("h2").text == "Before you can close the case"
    assert markup.one("li").text == "End the plan (ROC-165, ROC-166)"
    assert not component("blockers", blockers=[]).elements


def test_pages_keep_the_rest_of_the_search() -> None:
    middle = Paginator(range(90), 30).page(2)
    markup = component("pagination", page=middle, query="team=3")
    assert markup.one("a", rel="prev")["href"] == "?team=3&page=1"
    assert markup.one("a", rel="next")["href"] == "?team=3&page=3"
    assert "Page 2 of 3" in markup.text


def test_a_single_page_has_no_pagination() -> None:
    assert not component("pagination", page=Paginator([1], 30).page(1)).elements


def test_a_task_says_when_it_is_due_and_how_it_stands() -> None:
    with clock.at(NOON):
        markup = component("task_row", title="Visit", href="/1/", due_on=APRIL, standing="due_soon")
    assert markup.one("li").text == "Visit Wednesday 22 April 2026, in 2 days Due soon"


def test_a_button_that_links_is_a_link_and_one_that_acts_is_a_button() -> None:
    assert component("button", text="Visit", href="/v/").one("a")["role"] == "button"
    button = component("button", text="Save", kind="warning", name="act", value="1").one("button")
    assert button["data-prevent-double-click"] == "true"
    assert "govuk-button--warning" in button["class"]
    assert (button["name"], button["value"]) == ("act", "1")


def test_a_button_alone_sends_its_tokens() -> None:
    markup = component(
        "post_button", text="Take over", action="/t/", csrf_token="secret", submission="9"
    )
    assert markup.one("form")["action"] == "/t/"
    assert markup.one("input", name="csrfmiddlewaretoken")["value"] == "secret"
    assert markup.one("input", name="submission")["value"] == "9"


def test_history_says_what_when_and_by_whom() -> None:
    items = [{"title": "Visit recorded", "when": NOON, "by": "Amira", "text": "Seen <b>alone</b>"}]
    markup = component("timeline", items=items)
    assert markup.one("h2").text == "Visit recorded"
    assert markup.one("time").text == "20 April 2026 at midday"
    assert "Seen <b>alone</b>" in markup.text


def test_the_part_of_a_page_one_is_on_is_marked() -> None:
    items = [
        {"text": "Visits", "href": "/v/", "current": True, "count": 3},
        {"text": "Plan", "href": "/p/"},
    ]
    markup = component("sub_navigation", items=items, label="Case")
    assert markup.one("a", aria_current="page").text == "Visits 3"
    assert markup.one("nav")["aria-label"] == "Case"


@pytest.mark.parametrize(
    ("name", "values", "said"),
    [
        ("back_link", {"href": "/"}, "Back"),
        ("breadcrumbs", {"items": [{"text": "Cases", "href": "/"}, {"text": "Leo"}]}, "Cases Leo"),
        (
            "case_bar",
            {"name": "Leo", "reference": "ROC-1", "facts": ["Aged 7"]},
            "Leo ROC-1 Aged 7",
        ),
        ("details", {"summary": "More", "text": "Every 3 weeks"}, "More Every 3 weeks"),
        (
            "empty_state",
            {"title": "No visits yet", "text": "First by Friday"},
            "No visits yet First by Friday",
        ),
        ("figures", {"items": [{"number": 3, "label": "overdue", "tone": "overdue"}]}, "3 overdue"),
        ("inset", {"title": "Note", "text": "A baby is due"}, "Note A baby is due"),
        ("panel", {"title": "Case closed", "text": "ROC-1"}, "Case closed ROC-1"),
        ("problem", {"title": "No", "reason": "Because"}, "No Because"),
        (
            "tabs",
            {"title": "Parts", "items": [{"id": "a", "label": "A", "text": "x"}]},
            "Parts A A x",
        ),
        ("tag", {"text": "Draft"}, "Draft"),
        ("warning", {"text": "Do not share"}, "! Warning Do not share"),
    ],
)
def test_small_components_say_what_they_are_given(
    name: str, values: dict[str, Any], said: str
) -> None:
    words_shown = " ".join(_spaced(component(name, **values)).split())
    assert words_shown == said


def _spaced(markup: Markup) -> str:
    return Markup(f"<div>{markup.html.replace('<', ' <')}</div>").elements[0].text


def test_every_component_escapes_what_it_is_given() -> None:
    for name in ("tag", "warning", "inset", "details", "panel", "button", "empty_state"):
        given = {"text": "<i>x</i>", "title": "<i>x</i>", "summary": "<i>x</i>"}
        assert not component(name, **given).all("i"), name


def test_the_tags_are_there_for_templates_to_load() -> None:
    html = Template("{% load cin %}{{ on|day }}").render(Context({"on": APRIL}))
    assert html == "Wednesday 22 April 2026"
