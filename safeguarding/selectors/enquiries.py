"""What pages read about section 47 enquiries, and what one lacks to be completed."""

from django.db.models import QuerySet

from cases.models import Case
from cases.selectors.access import visible_cases
from cin.accounts.models import User
from cin.core.errors import NotFound
from cin.procedures.readiness import Blocker
from safeguarding.models import Enquiry, EnquiryOutcome, EnquiryState
from visits.models import VisitChild, VisitKind, VisitState


def enquiries_about(case: Case) -> QuerySet[Enquiry]:
    """List the section 47 enquiries about a child, the latest first."""
    return case.s47_enquiries.select_related("decided_by")


def find_enquiry(user: User, enquiry_id: int) -> Enquiry:
    """Give one enquiry with its case; refuses (NotFound) one this person may not know of."""
    found = (
        Enquiry.objects.filter(pk=enquiry_id, case__in=visible_cases(user))
        .select_related(
            "case__child",
            "case__authority",
            "case__team",
            "case__worker",
            "case__referral",
            "discussion",
            "written_by",
            "submitted_by",
            "decided_by",
        )
        .first()
    )
    if found is None:
        raise NotFound("There is no such section 47 enquiry, or it belongs to another team.")
    return found


def awaiting_approval(user: User) -> QuerySet[Enquiry]:
    """List the enquiries whose outcome this person could decide on, longest waiting first."""
    return (
        Enquiry.objects.filter(state=EnquiryState.SUBMITTED, case__in=visible_cases(user))
        .exclude(written_by=user)
        .exclude(submitted_by=user)
        .select_related("case__child", "submitted_by")
        .order_by("submitted_at", "pk")
    )


def obstacle_to_writing(enquiry: Enquiry) -> str:
    """Say why an enquiry can no longer be written in, or nothing."""
    if not enquiry.case.is_open:
        return f"Case {enquiry.case.reference} is closed, so this enquiry cannot be changed."
    if enquiry.state == EnquiryState.OPEN:
        return ""
    return f"This enquiry is “{enquiry.get_state_display()}”, so it cannot be changed."


def visit_alone(enquiry: Enquiry) -> VisitChild | None:
    """Give the first section 47 visit at which the child was seen alone since the enquiry began:
    it needs no second record.
    """
    return (
        VisitChild.objects.filter(
            case_id=enquiry.case_id,
            visit__kind=VisitKind.S47,
            visit__visited_at__gte=enquiry.began_at,
            seen=True,
            seen_alone=True,
        )
        .exclude(visit__state=VisitState.FAILED)
        .select_related("visit__visitor")
        .order_by("visit__visited_at", "visit_id")
        .first()
    )


def enquiry_of_sibling(user: User, enquiry: Enquiry) -> Enquiry | None:
    """Give an enquiry about a brother or sister from the same strategy discussion in which
    something is written, if this person may read one.
    """
    return (
        Enquiry.objects.filter(discussion_id=enquiry.discussion_id, case__in=visible_cases(user))
        .exclude(pk=enquiry.pk)
        .exclude(findings="", parents_views="")
        .select_related("case__child", "case__authority", "case__team", "case__worker")
        .order_by("pk")
        .first()
    )


def enquiry_blockers(enquiry: Enquiry) -> list[Blocker]:
    """List what an enquiry lacks before its outcome can go to a manager (ROC-39, ROC-40, BIR-16,
    BIR-24).
    """
    texts = [
        Blocker(code=name, message=message)
        for name, message in _NEEDED
        if not getattr(enquiry, name).strip()
    ]
    return [*_unseen(enquiry), *texts, *_unasked(enquiry), *_untold(enquiry)]


_NEEDED = (
    ("findings", "Write what was done and what was found"),
    ("outcome", "Select what the enquiry found"),
    ("outcome_reason", "Write why"),
)


def _unseen(enquiry: Enquiry) -> list[Blocker]:
    child = enquiry.case.child
    if enquiry.seen_alone is None and visit_alone(enquiry) is None:
        message = f"Say whether {child} was seen and spoken to alone"
        return [Blocker(code="seen_alone", message=message)]
    if enquiry.seen_alone and enquiry.seen_at is None:
        return [Blocker(code="seen_at", message=f"Say when {child} was seen alone")]
    if enquiry.seen_alone and not enquiry.seen_by.strip():
        return [Blocker(code="seen_by", message=f"Say who saw {child} alone")]
    if enquiry.seen_alone is False and not enquiry.not_alone_reason.strip():
        message = f"Write why {child} was not seen and spoken to alone"
        return [Blocker(code="not_alone_reason", message=message)]
    return []


def _unasked(enquiry: Enquiry) -> list[Blocker]:
    missing = []
    if not enquiry.partner_views.exists():
        message = "Write what the partner agencies think of the outcome"
        missing.append(Blocker(code="partner_views", message=message))
    if enquiry.outcome == EnquiryOutcome.NOT_SUBSTANTIATED:
        if enquiry.consider_plan is None:
            message = "Say whether a Child in Need plan is right for the child"
            missing.append(Blocker(code="consider_plan", message=message))
        elif not enquiry.consider_plan_reason.strip():
            message = "Write why a Child in Need plan is right, or is not"
            missing.append(Blocker(code="consider_plan_reason", message=message))
    return missing


def _untold(enquiry: Enquiry) -> list[Blocker]:
    missing = []
    for who, whom in (("parents", "the parents"), ("child", str(enquiry.case.child))):
        if getattr(enquiry, f"{who}_told") is None:
            message = f"Say whether {whom} were told of the decision and the reasons"
            if who == "child":
                message = f"Say whether {whom} was told of the decision and the reasons"
            missing.append(Blocker(code=f"{who}_told", message=message))
        elif not getattr(enquiry, f"{who}_told_note").strip():
            message = f"Write how {whom} took it, or why {whom} could not be told"
            missing.append(Blocker(code=f"{who}_told_note", message=message))
    return missing
