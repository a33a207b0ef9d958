"""The papers of the first visit that the cases app holds, as the procedure engine reads them."""

from collections import defaultdict
from collections.abc import Iterable

from cases.models import CaseNote, CaseSummary, NoteKind, NoteState, RefusalReview, RefusalState
from cin.documents.models import Attachment
from cin.procedures.calendar import in_london
from cin.procedures.events import Event


def facts_of_papers(case_ids: Iterable[int]) -> dict[int, list[Event]]:
    """List when the consent and the case summary of each of many cases were there, with three
    queries (ROC-47, ROC-48).

    The consent is there with the form: a finished note of it to which a file is attached. Where the
    family did not agree, the manager's authority to go on stands in its place.
    """
    wanted = list(case_ids)
    facts: dict[int, list[Event]] = defaultdict(list)
    notes = CaseNote.objects.standing().filter(kind=NoteKind.CONSENT, state=NoteState.FINAL)
    forms = Attachment.objects.filter(
        case_id__in=wanted, kind="note", withdrawn_at=None, of_id__in=notes.values("pk")
    )
    for case_id, pk, moment in forms.values_list("case_id", "pk", "created_at"):
        on, name = in_london(moment).date(), f"consent-form-{pk}"
        facts[case_id].append(Event(type="consent_recorded", on=on, id=name))
    reviews = RefusalReview.objects.filter(case_id__in=wanted, state=RefusalState.AUTHORISED)
    for case_id, pk, moment in reviews.values_list("case_id", "pk", "decided_at"):
        on, name = in_london(moment).date(), f"override-{pk}"
        facts[case_id].append(Event(type="consent_recorded", on=on, id=name))
    summaries = CaseSummary.objects.filter(case_id__in=wanted, number=1).order_by()
    for case_id, pk, moment in summaries.values_list("case_id", "pk", "created_at"):
        on, name = in_london(moment).date(), f"summary-{pk}"
        facts[case_id].append(Event(type="case_summary_written", on=on, id=name))
    return facts
