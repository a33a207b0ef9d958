"""How the work on alerts and deadlines goes: the warning that nobody is being told, on every page
until a sweep succeeds again, and the line about the nightly round.
"""

from typing import Any

from django import template
from django.template import Context

from alerts.selectors.sweeps import last_sweep_is_late
from alerts.selectors.work import last_reconciliation

register = template.Library()


@register.inclusion_tag("alerts/_late_sweep.html", takes_context=True)
def late_sweep(context: Context) -> dict[str, Any]:
    """Say since when no sweep succeeded, to a person who is signed in; nothing while all is well.

    A page that answers for a failure is drawn without its request, and asks the database nothing.
    """
    request = context.get("request")
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return {"late": None}
    return {"late": last_sweep_is_late()}


@register.inclusion_tag("alerts/_nightly_round.html")
def nightly_round(user: Any) -> dict[str, Any]:
    """Say what the last nightly round found in this person's authority."""
    return {"round": last_reconciliation(user)}
