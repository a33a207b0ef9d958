"""The procedures that an authority follows when a child may be at risk of significant harm."""

from django import template

from cases.models import Case
from cin.policy.selectors import procedure_in_force

register = template.Library()


@register.inclusion_tag("safeguarding/_procedures.html")
def protection_procedures(case: Case) -> dict[str, dict[str, str]]:
    """Name the authority's inter-agency procedures, with a link where the setting has an address
    (PET-38, BOL-39, HIL-48, BIR-53, ROC-163).
    """
    told = str(procedure_in_force(case.authority_id).get("cp_procedures_url") or "")
    words = told.split()
    href = next((word for word in words if word.startswith(("https://", "http://"))), "")
    name = " ".join(word for word in words if word != href)
    return {"procedures": {"name": name or (href and "child protection procedures"), "href": href}}
