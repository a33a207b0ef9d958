"""Telling a colleague something about a case, once, and noting that they have read it."""

import logging
from collections.abc import Iterable
from datetime import timedelta

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.urls import reverse

from cases.models import Case, Notice, NoticeKind
from cin.accounts.models import Role, User
from cin.audit.services import record
from cin.core import clock
from cin.core.errors import NotFound

# What a mail server refuses is tried again in every round, and not on the next day.
TRIED_FOR = timedelta(days=1)

logger = logging.getLogger(__name__)


def tell(case: Case, *, people: Iterable[User], actor: User, kind: str, text: str) -> list[Notice]:
    """Tell colleagues something about a locked case, each once; a message by mail follows, which
    names the reference alone.
    """
    told = [
        Notice.objects.create(case=case, kind=kind, text=text, sent_by=actor, recipient=person)
        for person in people
    ]
    for notice in told:
        record(
            action="cases.send_notice",
            subject=notice,
            case=case,
            actor=actor,
            details={"kind": kind, "recipient": notice.recipient_id},
        )
    return told


def tell_of_papers(cases: Iterable[Case], *, actor: User, what: str) -> None:
    """Tell the worker of each locked case that somebody else attached papers to it (PET-111)."""
    for case in cases:
        if case.worker is not None and case.worker_id != actor.pk:
            text = f"“{what}” was attached to the record."
            kind = NoticeKind.PAPERS_ATTACHED
            tell(case, people=[case.worker], actor=actor, kind=kind, text=text)


def ask_to_close(case: Case, *, actor: User) -> None:
    """Ask the administrators of a locked case's team to close it on the system, once a manager has
    approved the closing (PET-106).
    """
    administrators = User.objects.filter(
        team_id=case.team_id, role=Role.TEAM_ADMINISTRATOR, is_active=True
    )
    text = "The manager's part is done. Close the case on the system, and note here when it is."
    kind = NoticeKind.CLOSING_APPROVED
    tell(case, people=administrators.order_by("pk"), actor=actor, kind=kind, text=text)


@transaction.atomic
def read_notice(*, notice_id: int, actor: User) -> Notice:
    """Note that somebody has read what they were told, or has done what they were asked, which is
    then done for the others who were asked too; refuses (NotFound) what another was told.
    """
    mine = Notice.objects.filter(recipient=actor).select_related("case")
    notice = mine.filter(pk=notice_id).first()
    if notice is None:
        raise NotFound("There is no such message, or it is for somebody else.")
    same = Notice.objects.filter(pk=notice_id)
    if notice.asks_to_act:
        same = Notice.objects.filter(case_id=notice.case_id, kind=notice.kind)
    if same.filter(read_at=None).update(read_at=clock.now()):
        record(action="cases.read_notice", subject=notice, case=notice.case, actor=actor)
    return notice


def send_notices() -> int:
    """Send by mail what has not been sent yet; give the number sent.

    A message is claimed before it is sent: a worker that dies in between loses the message, never
    what stands on the person's first page. A mail server that refuses is asked again in the next
    round. Safe to run twice, late, or twice at once.
    """
    since = clock.now() - TRIED_FOR
    waiting = Notice.objects.filter(mailed_at=None, created_at__gte=since)
    rows = waiting.exclude(recipient__email="").filter(recipient__is_active=True, read_at=None)
    return sum(map(_send, rows.select_related("recipient", "case").order_by("pk")))


def _send(notice: Notice) -> bool:
    mine = Notice.objects.filter(pk=notice.pk)
    if not mine.filter(mailed_at=None).update(mailed_at=clock.now()):
        return False
    message = EmailMessage(
        subject="Something for you to read in cin",
        body=(
            f"{notice.get_kind_display()}: {notice.case.reference}.\n\n"
            f"Sign in to read it: {settings.CIN_BASE_URL}{reverse('desk:today')}\n"
        ),
        to=[notice.recipient.email],
        headers={"Auto-Submitted": "auto-generated"},
    )
    try:
        message.send()
    # Whatever a mail server does stops nobody else's message.
    except Exception as refused:
        # An error of a mail server may repeat the address: only its kind is written down.
        logger.error("notice %s was not sent: %s", notice.pk, type(refused).__name__)
        mine.update(mailed_at=None)
        return False
    return True
