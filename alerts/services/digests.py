"""Sending each person one message on a working day about the alerts that stand for them.

A message is claimed before it is sent and marked when it was sent. If the worker dies in between,
the claim runs out and the next round sends it: at worst once more, under the same Message-ID, when
it died after the mail server had taken the message and before that was written down. No mail server
offers better: taking a message and saying so are two steps for it too. What a mail server refuses
is tried again in every round of the day, and not on the next.
"""

import logging
from dataclasses import dataclass
from datetime import timedelta

from django.core.mail import EmailMessage
from django.db.models import Q

from alerts.models import Digest
from alerts.selectors.digests import (
    message_id_of,
    parts_for,
    people_with_alerts,
    subject_of,
    text_of,
)
from alerts.selectors.telling import is_quiet, rules_on
from cin.accounts.models import User
from cin.core import clock

# Longer than a mail server takes to answer, shorter than the time between two rounds.
CLAIM_HOLDS = timedelta(minutes=30)

logger = logging.getLogger(__name__)


@dataclass
class Round:
    """How one round went, in numbers of people."""

    sent: int = 0
    failed: int = 0


def send_digests() -> Round:
    """Send today's message to everybody for whom an alert stands and who has had none today.

    Nothing is sent for an authority that is quiet now. An address that fails is tried again in the
    next round and stops nobody else's. Safe to run twice, late, or twice at once.
    """
    now, done = clock.now(), Round()
    today = clock.day_of(now)
    awake = {pk for pk, found in rules_on(today).items() if not is_quiet(found, now)}
    sent = Digest.objects.filter(day=today).exclude(sent_at=None).values("recipient_id")
    for person in people_with_alerts(awake).exclude(pk__in=sent).iterator():
        outcome = _send_to(person)
        done.sent += outcome is True
        done.failed += outcome is False
    return done


def _send_to(person: User) -> bool | None:
    """Say whether the message left; None when there is nothing to say, or somebody else says it."""
    parts = parts_for(person)
    if not parts or (digest := _claim(person)) is None:
        return None
    message = EmailMessage(
        subject=subject_of(parts),
        body=text_of(parts),
        to=[person.email],
        headers={"Message-ID": message_id_of(digest), "Auto-Submitted": "auto-generated"},
    )
    try:
        message.send()
    # Whatever a mail server does stops nobody else's message.
    except Exception as refused:
        # An error of a mail server may repeat the address: only its kind is written down.
        logger.error("digest %s was not sent: %s", digest.pk, type(refused).__name__)
        Digest.objects.filter(pk=digest.pk).update(claimed_at=None)
        return False
    Digest.objects.filter(pk=digest.pk).update(sent_at=clock.now())
    return True


def _claim(person: User) -> Digest | None:
    """Take a person's message of today for this process alone; None when it is taken or sent."""
    now = clock.now()
    today = clock.day_of(now)
    Digest.objects.bulk_create([Digest(recipient=person, day=today)], ignore_conflicts=True)
    digest = Digest.objects.get(recipient=person, day=today)
    free = Q(claimed_at=None) | Q(claimed_at__lt=now - CLAIM_HOLDS)
    claimed = Digest.objects.filter(free, pk=digest.pk, sent_at=None).update(claimed_at=now)
    return digest if claimed else None
