"""The warning that nobody is being told: shown on every page until a sweep succeeds again."""

from typing import Any

from django import template
from django.template import Context

from alerts.selectors.sweeps import last_sweep_is_late

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
