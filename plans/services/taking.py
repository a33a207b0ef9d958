"""Taking over into a plan what the assessment or the family network meeting says."""

from typing import Any

from django.db import transaction

from cin.accounts.models import User
from cin.accounts.permissions import may_work
from cin.audit.services import record
from cin.core import clock
from cin.core.errors import NotFound, NotPermitted, StepNotAllowed
from cin.core.templatetags.cin import plain_day
from plans.asking import OWN_QUESTIONS
from plans.models import OwnerKind, PlanVersion
from plans.offers import ACTIONS, Offered, offers_to
from plans.selectors import WRITING
from plans.services.locking import lock_version
from plans.services.texts import add_row

_OWN = OWN_QUESTIONS | {"worries", "child_views", "family_views"}


@transaction.atomic
def take_into_plan(*, version_id: int, actor: User, key: str) -> PlanVersion:
    """Take one text below what is written in its box, or one action into the rows, and keep where
    it came from (ROC-117).

    Refuses (NotFound) what is not offered, (StepNotAllowed) a version that is no draft and what was
    taken already.
    """
    case, version = lock_version(version_id, actor)
    if refusal := may_work.reason(case, actor):
        raise NotPermitted(refusal)
    if not version.is_editable:
        raise StepNotAllowed("This plan is not being written, so nothing can be taken over.")
    offer = next((each for each in offers_to(version) if each.key == key), None)
    if offer is None:
        raise NotFound("There is no such earlier text.")
    if offer.is_taken:
        raise StepNotAllowed("This was taken over already.")
    _put(version, offer)
    entry = {
        "key": offer.key,
        "source": offer.source,
        "text": offer.row.get("what", offer.text),
        "by": actor.name,
        "on": plain_day(clock.today()),
    }
    version.taken.setdefault(offer.box, []).append(entry)
    version.version += 1
    version.save()
    # Whoever takes something over has written in the plan, and does not decide on it.
    record(action=WRITING, subject=version, actor=actor, details={"taken": offer.key})
    return version


def _put(version: PlanVersion, offer: Offered) -> None:
    if offer.box == ACTIONS:
        _add_action(version, offer.row)
    elif offer.box in _OWN:
        setattr(version, offer.box, _below(getattr(version, offer.box), offer.text))
    else:
        written = version.sections.get(offer.box, "")
        version.sections[offer.box] = _below(written, offer.text)
        version.section_titles.setdefault(offer.box, offer.title)


def _below(written: str, text: str) -> str:
    return f"{written.rstrip()}\n\n{text}" if written.strip() else text


def _add_action(version: PlanVersion, row: dict[str, Any]) -> None:
    add_row(version, ACTIONS, {"owner_kind": OwnerKind.FAMILY, **row})
