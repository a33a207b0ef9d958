"""Taking over what an earlier record says: section by section, with where it came from."""

from django.db import transaction

from assessments.models import Assessment
from assessments.selectors.earlier import Offer, offers_for
from assessments.services.locking import lock_assessment
from cin.accounts.models import User
from cin.accounts.permissions import may_work
from cin.audit.services import record
from cin.core import clock
from cin.core.errors import NotFound, NotPermitted, StepNotAllowed
from cin.core.templatetags.cin import plain_day


@transaction.atomic
def take_earlier(*, assessment_id: int, actor: User, section: str, key: str) -> Assessment:
    """Take one earlier text into one section, below what is written there, and keep where it came
    from.

    Refuses (NotFound) a text that this person may not read or that is not there, and
    (StepNotAllowed) an assessment that is not being written, a section that is always written
    afresh, and a text that was taken there already.
    """
    case, assessment = lock_assessment(assessment_id, actor)
    if refusal := may_work.reason(case, actor):
        raise NotPermitted(refusal)
    if not assessment.is_editable:
        raise StepNotAllowed("This assessment is not being written, so nothing can be taken over.")
    offer = _offer(actor, assessment, section)
    found = next((text for text in offer.texts if text.key == key), None)
    if found is None:
        raise NotFound("There is no such earlier text.")
    if offer.is_fresh:
        raise StepNotAllowed(f"“{offer.section.title}” is always written afresh.")
    if key in offer.taken:
        raise StepNotAllowed("This text was taken over already.")
    written = offer.section.text.rstrip()
    assessment.sections[section] = f"{written}\n\n{found.text}" if written else found.text
    assessment.section_titles.setdefault(section, offer.section.title)
    entry = {
        "key": key,
        "source": found.source,
        "text": found.text,
        "by": actor.name,
        "on": plain_day(clock.today()),
    }
    assessment.taken.setdefault(section, []).append(entry)
    assessment.version += 1
    assessment.save()
    record(
        action="assessments.take_earlier",
        subject=assessment,
        actor=actor,
        details={"section": section, "source": key},
    )
    return assessment


def _offer(actor: User, assessment: Assessment, section: str) -> Offer:
    for offer in offers_for(actor, assessment):
        if offer.section.code == section:
            return offer
    raise NotFound("There is no such earlier text.")
