"""Coming in and going out, written down; and clearing away what has served."""

import unicodedata
from datetime import timedelta

from django.contrib.sessions.models import Session
from django.db import transaction
from django.utils.crypto import salted_hmac

from cin.accounts.models import SignInAttempt, User
from cin.accounts.selectors import is_shut_out
from cin.accounts.signals import came_or_went
from cin.core import clock
from cin.core.models import FormReceipt

KEPT_FOR = timedelta(days=30)


def begin_attempt(*, username: str, address: str) -> SignInAttempt | None:
    """Write down an attempt to sign in, as failed until it succeeds; None when it is refused
    because too many failed before, whether or not anybody has that name.

    The attempt is written before it is counted, so of many sent at the same moment no more than
    the limit get as far as a password. A refused one is not counted, or trying would prolong the
    wait.
    """
    attempt = SignInAttempt.objects.create(
        username_key=_key("username", unicodedata.normalize("NFKC", username.strip()).lower()),
        address_key=_key("address", address.strip().lower()),
    )
    if not is_shut_out(attempt):
        return attempt
    with transaction.atomic():
        _tell("accounts.sign_in_refused", attempt)
        attempt.delete()
    return None


@transaction.atomic
def accept_attempt(attempt: SignInAttempt, *, person: User) -> None:
    """Write down that the attempt succeeded and this person came in."""
    attempt.succeeded = True
    attempt.save(update_fields=["succeeded"])
    came_or_went.send(
        sender=None, action="accounts.sign_in", subject=person, person=person, details={}
    )


def fail_attempt(attempt: SignInAttempt) -> None:
    """Write down that the attempt failed: by whom is not known, so nobody is named."""
    _tell("accounts.sign_in_failed", attempt)


def note_sign_out(person: User) -> None:
    """Write down that this person signed out."""
    came_or_went.send(
        sender=None, action="accounts.sign_out", subject=person, person=person, details={}
    )


def clear_what_has_served() -> int:
    """Delete ended sessions, and attempts to sign in and form receipts older than 30 days; count
    the rows.
    """
    before = clock.now() - KEPT_FOR
    served = (
        Session.objects.filter(expire_date__lt=clock.now()),
        SignInAttempt.objects.filter(at__lt=before),
        FormReceipt.objects.filter(created_at__lt=before),
    )
    return sum(rows.delete()[0] for rows in served)


def _key(kind: str, text: str) -> str:
    """Hash a text so that it can be counted, and not read or guessed without our secret."""
    if not text:
        return ""
    return salted_hmac(f"cin.accounts.sign_in.{kind}", text, algorithm="sha256").hexdigest()


def _tell(action: str, attempt: SignInAttempt) -> None:
    keys = {"username_key": attempt.username_key, "address_key": attempt.address_key}
    came_or_went.send(sender=None, action=action, subject=attempt, person=None, details=keys)
