"""The bar that says which child a page is about."""

from typing import Any

from django import template
from django.template import Context
from django.urls import NoReverseMatch, reverse

from cases.models import Case, Person
from cin.core import clock
from cin.core.templatetags.cin import plain_day

register = template.Library()

# The pages that every case has, whichever stage they belong to, in the order of the links.
CASE_PAGES: tuple[tuple[str, str], ...] = (
    ("Case", "desk:case"),
    ("Summary", "desk:case_summary"),
    ("People", "cases:people"),
    ("Circumstances", "cases:circumstances"),
    ("Chronology", "desk:chronology"),
    ("Notes", "cases:notes"),
    ("Consent", "cases:consents"),
    ("Safety plan", "cases:safety_plan"),
    ("Referral", "cases:referral"),
    ("History", "desk:history"),
)


@register.inclusion_tag("components/case_bar.html")
def case_bar(case: Case) -> dict[str, Any]:
    """Draw the child's name, linked to the case, with the reference, the age and the stage."""
    return {
        "name": str(case.child),
        "reference": case.reference,
        "href": reverse("desk:case", args=[case.pk]),
        "facts": [fact for fact in (age_in_words(case.child), case.get_state_display()) if fact],
    }


@register.filter
def age_in_words(person: Person) -> str:
    """Say how old a child is by the clock's today: `8 years old`, `under 1 year old`, `expected 3
    June 2026`.
    """
    age = person.age_on(clock.today())
    if age is None:
        return f"expected {plain_day(person.expected_on)}" if person.expected_on else ""
    if age == 0:
        return "under 1 year old"
    return "1 year old" if age == 1 else f"{age} years old"


@register.inclusion_tag("components/case_pages.html", takes_context=True)
def case_pages(context: Context, case: Case) -> dict[str, Any]:
    """Draw the links between the pages of a case, the one that is shown marked as current."""
    match = getattr(context.get("request"), "resolver_match", None)
    here = match.view_name if match else ""
    pages = []
    for text, name in CASE_PAGES:
        try:
            href = reverse(name, args=[case.pk])
        except NoReverseMatch:
            continue
        pages.append({"text": text, "href": href, "is_current": name == here})
    return {"pages": pages}
