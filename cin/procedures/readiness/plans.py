"""What a plan lacks before it can be submitted."""

from collections.abc import Mapping, Sequence

from cin.procedures.readiness.blocker import Blocker

_PLAN_TEXTS = {
    "worries": "Write what needs to change and why the child is in need",
    "child_views": "Write the child's wishes and feelings",
    "family_views": "Write the parents' or carers' views",
    "outcomes": "Write what will be different for the child",
    "contingency": "Write what will happen if things do not improve",
}
_CONTACT_TEXTS = {
    "visit_place": "Write where the child is visited",
    "contacts": "Write who else sees the child and the family, what for, and how often",
}


def plan_blockers(
    *,
    texts: Mapping[str, str],
    actions: int,
    loose_actions: Sequence[str],
    lacks_visit_interval: bool,
    names_contact: bool = False,
) -> list[Blocker]:
    """List what a plan lacks before it can be submitted.

    `loose_actions` are the actions without an owner or a date; `lacks_visit_interval` is true when
    the procedure sets no interval of its own and the plan must (PET-27, K12). With `names_contact`
    the plan says where the child is visited and who else sees the family (BIR-39, BIR-40, BOL-31,
    HIL-83, PET-28).
    """
    asked = {**_PLAN_TEXTS, **_CONTACT_TEXTS} if names_contact else _PLAN_TEXTS
    blockers = [
        Blocker(code=name, message=message)
        for name, message in asked.items()
        if not texts[name].strip()
    ]
    if not actions:
        blockers.append(Blocker(code="actions", message="Add at least one action"))
    blockers.extend(
        Blocker(code="actions", message=f"Say who will do “{what[:60]}” and by when")
        for what in loose_actions
    )
    if lacks_visit_interval:
        blockers.append(
            Blocker(
                code="visit_interval",
                message="Say how often the child will be visited: here the plan decides",
                cites=("PET-27",),
            )
        )
    return blockers
