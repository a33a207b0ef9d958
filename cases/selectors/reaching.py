"""Where people live now, how to reach them, and what to mind when doing so."""

from django.db.models import Prefetch

from cases.models import Address, ContactDetail, SafetyFlag, SharingLimit


def reaching(prefix: str = "") -> list[Prefetch]:
    """Give what `prefetch_related` needs so that each person carries `present_addresses`,
    `present_contacts`, `present_flags` and `present_limits` (what nobody may tell them): four
    queries, whatever the number of people.

    `prefix` leads to the person, such as `person__`.
    """
    kept = [
        ("addresses", Address.objects.filter(ended_on=None).order_by("kind", "-pk"), "addresses"),
        (
            "contact_details",
            ContactDetail.objects.filter(ended_on=None).order_by("-is_preferred", "pk"),
            "contacts",
        ),
        (
            "safety_flags",
            SafetyFlag.objects.filter(ended_on=None).order_by("-raised_on", "-pk"),
            "flags",
        ),
        (
            "sharing_limits",
            SharingLimit.objects.filter(ended_on=None).order_by("-since_on", "-pk"),
            "limits",
        ),
    ]
    return [
        Prefetch(f"{prefix}{relation}", queryset=rows, to_attr=f"present_{name}")
        for relation, rows, name in kept
    ]
