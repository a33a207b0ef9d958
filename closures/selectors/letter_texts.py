"""The text a letter starts from: the authority's own, filled in from the record."""

import re

from cases.models import Case, Person
from cases.selectors.referrals import advice_line_of
from cin.core import clock
from cin.core.templatetags.cin import plain_day
from cin.policy.selectors import procedure_in_force
from cin.procedures.codes import CEASE_REASONS, CLOSURE_DESTINATIONS
from closures.models import Closure, ClosureState, LetterKind, PartyView, Preparation
from closures.selectors.closing import ENDINGS_OF_ASSESSMENT
from closures.selectors.stepping_down import step_down_of

TEXTS = {
    LetterKind.CHILD: "closure_letter_child",
    LetterKind.PARENT_CARER: "closure_letter_family",
    LetterKind.AGENCY: "closure_letter_agency",
}
_NAMED = re.compile(r"\{([a-z_]+)\}")
# Left for the person who writes: a letter that still has one is not ready to be sent.
BLANK = "[write this]"
ACKNOWLEDGED = (
    "Dear {recipient}\n\nThank you for telling us on {asked_on} that you do not agree with ending "
    "our work with {child}.\n\nYou told us: {said}\n\nWe have thought about this carefully. "
    + BLANK
    + "\n\nYou can put your view in writing at any time. It is kept in the child's file.\n\n"
    "{worker}\n{authority}"
)


def drafted(case: Case, preparation: Preparation, kind: str, person: Person) -> str:
    """Give the text a letter starts from (BIR-99, PET-101): what the record cannot say is left
    blank, in brackets.
    """
    text = str(procedure_in_force(case.authority_id).get(TEXTS[LetterKind(kind)]) or BLANK)
    values = values_of(case, preparation)
    if kind != LetterKind.AGENCY:
        # The family can always ring the front door (HIL-10).
        values["contact"] = "; ".join(filter(None, [values["contact"], advice_line_of(case)]))
    return _filled(text, {**values, "recipient": _called(person, kind)})


def drafted_acknowledgement(case: Case, view: PartyView, manager: str) -> str:
    """Give the text from which a manager acknowledges a disagreement (PET-97)."""
    values = {
        "recipient": view.name,
        "asked_on": plain_day(view.asked_on),
        "child": str(case.child),
        "said": view.said,
        "worker": manager,
        "authority": case.authority.name,
    }
    return _filled(ACKNOWLEDGED, values)


def _filled(text: str, values: dict[str, str]) -> str:
    return _NAMED.sub(lambda found: values.get(found[1], found[0]) or BLANK, text)


def _called(person: Person, kind: str) -> str:
    return str(person.given_names if kind == LetterKind.CHILD else person)


def values_of(case: Case, preparation: Preparation) -> dict[str, str]:
    """Give what a letter about an ending can say, by the names the procedure's texts use."""
    closure = preparation.closure
    return {
        "child": str(case.child),
        "worker": case.worker.name if case.worker else _last_worker(case),
        "authority": case.authority.name,
        "reason": _reason(closure, case),
        "outcome": _outcome(closure),
        "next_steps": (closure.next_steps if closure else "") or preparation.support_arranged,
        "services": _services(preparation),
        "contact": contact_of(preparation),
        **_decision(closure, case),
    }


def _decision(closure: Closure | None, case: Case) -> dict[str, str]:
    if closure is not None and closure.state == ClosureState.APPROVED:
        day = plain_day(closure.decided_at)
        return {"decided_on": day, "decided_by": str(closure.decided_by)}
    day = plain_day(case.ending_recommended_on or clock.today())
    return {"decided_on": day, "decided_by": "everybody at the last meeting"}


def _reason(closure: Closure | None, case: Case) -> str:
    reasons = {**CEASE_REASONS, **dict(ENDINGS_OF_ASSESSMENT)}
    code = closure.reason if closure else case.ending_recommendation
    return reasons.get(code, "")


def _outcome(closure: Closure | None) -> str:
    if closure is None:
        return ""
    to = CLOSURE_DESTINATIONS.get(closure.destination, "")
    return f"Our involvement ends. From now on: {to}" if to else "Our involvement ends"


def _services(preparation: Preparation) -> str:
    named = [
        ": ".join(part for part in (each.name, each.what) if part)
        for each in preparation.services.all()
    ]
    return "; ".join(named) or "none that we arranged"


def contact_of(preparation: Preparation) -> str:
    """Say whom the family, and the agencies, can turn to: the new lead professional, or else the
    first service that goes on (BIR-99).
    """
    found = step_down_of(preparation)
    if found is not None and found.professional_name:
        parts = (found.professional_name, found.professional_agency, found.professional_contact)
        return ", ".join(part for part in parts if part)
    reachable = [each for each in preparation.services.all() if each.contact]
    return ", ".join((reachable[0].name, reachable[0].contact)) if reachable else ""


def _last_worker(case: Case) -> str:
    last = case.allocations.select_related("worker").first()
    return last.worker.name if last else case.team.name
