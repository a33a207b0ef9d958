"""Dates in words, standings, and the parts of a form that a template cannot draw by itself."""

import re
from datetime import date, datetime
from typing import Any

from django import template
from django.template import Context
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from cin.core import clock
from cin.core.comparing import Piece, compare
from cin.core.reading import MONTHS, clock_time

register = template.Library()

_BREAK = SafeString("<br>")
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_ROW_NAME = re.compile(r"^(?P<prefix>.+)-\d+-(?P<field>.+)$")
STANDINGS = {
    "upcoming": ("Due", "blue"),
    "due_soon": ("Due soon", "yellow"),
    "overdue": ("Overdue", "red"),
    "met": ("Done", "green"),
    "met_late": ("Done late", "orange"),
}


def _local_day(value: Any) -> date | None:
    if isinstance(value, datetime):
        return timezone.localtime(value).date() if timezone.is_aware(value) else value.date()
    return value if isinstance(value, date) else None


@register.filter
def plain_day(value: Any) -> str:
    """Write a day as `4 May 2026`; nothing for nothing."""
    found = _local_day(value)
    return f"{found.day} {MONTHS[found.month - 1].title()} {found.year}" if found else ""


@register.filter
def day(value: Any) -> str:
    """Write a day with its weekday: `Wednesday 22 April 2026`."""
    found = _local_day(value)
    return f"{_WEEKDAYS[found.weekday()]} {plain_day(found)}" if found else ""


@register.filter
def short_day(value: Any) -> str:
    """Write a day for a table: `22 Apr 2026`."""
    found = _local_day(value)
    return f"{found.day} {MONTHS[found.month - 1][:3].title()} {found.year}" if found else ""


@register.filter
def moment(value: Any) -> str:
    """Write a moment in Europe/London: `4 May 2026 at 2:30pm`."""
    if not isinstance(value, datetime):
        return plain_day(value)
    local = timezone.localtime(value) if timezone.is_aware(value) else value
    return f"{plain_day(local)} at {clock_time(local.time())}"


@register.filter
def time_of_day(value: Any) -> str:
    """Write the time of a moment in Europe/London: `2:30pm`."""
    if not isinstance(value, datetime):
        return ""
    return clock_time((timezone.localtime(value) if timezone.is_aware(value) else value).time())


@register.filter
def in_days(value: Any) -> str:
    """Say how far off a day is by the clock's today: `in 3 days`, `2 days ago`, `tomorrow`."""
    found = _local_day(value)
    if found is None:
        return ""
    days = (found - clock.today()).days
    near = {0: "today", 1: "tomorrow", -1: "yesterday"}
    far = _span(abs(days))
    return near.get(days) or (f"in {far}" if days > 0 else f"{far} ago")


def _span(days: int) -> str:
    """Say a number of days as people do: days up to three months, then months, then years."""
    if days <= 92:
        return f"{days} days"
    return f"{round(days / 30.44)} months" if days < 730 else f"{days // 365} years"


@register.filter
def paragraphs(value: Any) -> SafeString:
    """Show typed text as paragraphs and line breaks, escaped."""
    typed = str(value or "").replace("\r\n", "\n")
    blocks = [block.strip("\n") for block in re.split(r"\n\s*\n", typed) if block.strip()]
    return format_html_join(
        "\n",
        '<p class="govuk-body cin-typed" dir="auto">{}</p>',
        ((_lines(block),) for block in blocks),
    )


def _lines(block: str) -> SafeString:
    return format_html_join(_BREAK, "{}", ((line,) for line in block.split("\n")))


@register.simple_tag
def standing_tag(standing: Any) -> SafeString:
    """Draw a standing (one of STANDINGS) as a coloured tag that always has its words."""
    words, colour = STANDINGS[str(standing)]
    return format_html(
        '<strong class="govuk-tag govuk-tag--{} cin-standing">{}</strong>', colour, words
    )


@register.simple_tag
def attributes(
    widget: dict[str, Any], classes: str = "", described_by: str = "", when: Any = True
) -> SafeString:
    """Write the class, error class, id and other attributes of a form control.

    `described_by` adds the element `<id>-<described_by>` to what describes the control, `when`
    something is true.
    """
    attrs = {name: value for name, value in widget["attrs"].items() if name != "checked"}
    base = classes.split()[:1]
    error = [f"{base[0]}--error"] if base and attrs.get("aria-invalid") == "true" else []
    attrs["class"] = " ".join([classes, *error, str(attrs.get("class", ""))]).strip()
    if described_by and when:
        described = [attrs.get("aria-describedby", ""), f"{attrs.get('id', '')}-{described_by}"]
        attrs["aria-describedby"] = " ".join(filter(None, described))
    written = [(n, v) for n, v in attrs.items() if v is not False and v is not None and n != ""]
    text = format_html_join("", "{}", ((_attribute(name, value),) for name, value in written))
    return format_html("{}{}", text, row_attributes(widget["name"], attrs.get("id", "")))


def _attribute(name: str, value: Any) -> SafeString:
    return format_html(" {}", name) if value is True else format_html(' {}="{}"', name, value)


@register.simple_tag
def row_attributes(name: str, html_id: str, *, labelled: bool = True) -> SafeString:
    """Write what lets JavaScript renumber a control inside a row; nothing outside rows."""
    if not (named := _ROW_NAME.match(name)):
        return SafeString("")
    new_name = f"{named['prefix']}-%index%-{named['field']}"
    new_id = re.sub(re.escape(named["prefix"]) + r"-\d+-", f"{named['prefix']}-%index%-", html_id)
    label = SafeString(" data-label" if labelled else "")
    return format_html(' data-name="{}" data-id="{}"{}', new_name, new_id, label)


@register.inclusion_tag("components/error_summary.html")
def error_summary(*forms: Any) -> dict[str, Any]:
    """List what is wrong in these forms, each line linked to its box; nothing when all is well."""
    lines: list[dict[str, str]] = []
    for form in forms:
        if form and getattr(form, "is_bound", False):
            lines += _problems(form)
    blockers = [b for form in forms for b in getattr(form, "blockers", None) or []]
    title = next((form.blocked_title for form in forms if getattr(form, "blocked_title", "")), "")
    return {"lines": lines, "blockers": blockers, "title": title}


def _problems(form: Any, lead: str = "") -> list[dict[str, str]]:
    lines = [{"text": f"{lead}{error}", "target": ""} for error in form.non_field_errors()]
    for bound in form:
        if bound.name not in form.errors:
            continue
        target = "" if bound.is_hidden else getattr(bound, "error_target", bound.auto_id)
        lines += [{"text": f"{lead}{error}", "target": target} for error in bound.errors if error]
        if getattr(bound, "kind", "") == "rows":
            lines += _row_problems(bound.rows)
    return lines


def _row_problems(rows: Any) -> list[dict[str, str]]:
    lines = []
    for number, row in enumerate(rows.forms, start=1):
        if row.is_bound and row.errors:
            lines += _problems(row, lead=f"{rows.noun.capitalize()} {number}: ")
    return lines


@register.inclusion_tag("components/step_form.html", takes_context=True)
def step_form(context: Context, form: Any, **options: Any) -> dict[str, Any]:
    """Draw a whole form: fields, button and a link away from it.

    Options: `submit` (text of the button), `cancel` (address of the link), `warning` (a red
    button),
    `guard=False` (leaving with unsaved answers does not ask first).
    """
    return {
        "form": form,
        "submit": options.get("submit") or getattr(form, "submit_label", "Save"),
        "cancel": options.get("cancel") or context.get("cancel", ""),
        "warning": options.get("warning", False),
        "guard": options.get("guard", True),
        "submission": context.get("submission", ""),
        "keeping": context.get("keeping"),
        "csrf_token": context.get("csrf_token", ""),
    }


@register.simple_tag
def compared(first: str, second: str) -> dict[str, list[Piece]]:
    """Compare two texts for components/both_texts.html."""
    left, right = compare(str(first or ""), str(second or ""))
    return {"first": left, "second": right}


@register.filter
def web_address(text: Any) -> str:
    """Give an address that a link may lead to; nothing for one that is not on the web."""
    told = str(text or "").strip()
    return told if told.lower().startswith(("https://", "http://")) else ""


@register.filter
def beside(first: Any, second: Any) -> list[tuple[Any, Any]]:
    """Pair two lists item by item: the columns of a table with the cells of a row."""
    return list(zip(first, second, strict=True))
