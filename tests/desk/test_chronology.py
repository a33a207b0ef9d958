"""The chronology builds itself, takes what workers add, and prints."""

import io
from datetime import date, timedelta

import pikepdf
import pytest
from django.urls import reverse

from cases.models import ChronologyEntry
from cases.services.chronology import EntryDetails, LineMark, add_entry, mark_line, withdraw_entry
from cases.services.notes import NoteDetails, finish_note, record_note
from cases.services.referrals import ChildDetails, add_sibling
from cin.audit.models import RecordView
from cin.core import clock
from cin.core.errors import BadInput, NotFound, NotPermitted, StepNotAllowed
from closures.services import ClosingSummary, approve_closure, propose_closure
from desk.selectors.chronology import WantedLines, chronology_of
from safeguarding.services import raise_concern
from tests.cases.browsing import open_page, queries_to_open, send, words
from tests.endings import consulted
from tests.stories import ANSWERED, allocated, approved, moment, supported, visited
from visits.services import ChildPart, VisitDetails, record_failed_visit, record_visit

pytestmark = pytest.mark.django_db


def address(case, asked=""):
    return reverse("desk:chronology", args=[case.pk]) + asked


def entered(house, case, **details):
    answers = {
        "happened_on": date(2019, 5, 1),
        "event": "The family moved from Leeds.",
        "source": "Health visitor's record",
        **details,
    }
    return add_entry(case_id=case.pk, actor=house.sw, details=EntryDetails(**answers))


def titles(user, case, **wanted):
    return [line.title for line in chronology_of(user, case, WantedLines(**wanted)).lines]


def test_the_record_tells_its_events_in_order(house):
    with clock.at(moment("2026-03-02")):
        case = supported(house)
    with clock.at(moment("2026-03-20 15:00")):
        visited(house, case, seen_alone=False, not_alone_reason="Mother wished to stay.")
    told = titles(house.sw, case)
    order = [
        "Referral received",
        "Screened: accepted for assessment",
        "Given to SW of Rochdale",
        "Child in Need visit, at home",
    ]
    assert [title for title in told if title in order] == order
    assert any("came into force" in title for title in told)
    page = words(open_page(house.sw, address(case)))
    assert "Seen, but not alone. Mother wished to stay." in page
    assert "20 March 2026" in page


def test_an_entry_that_names_a_visit_or_a_meeting_leads_to_its_record(house):
    with clock.at(moment("2026-03-02")):
        case = supported(house)
    with clock.at(moment("2026-03-20 15:00")):
        visited(house, case)
        told = {"event": "She said that Dad is back.", "happened_on": date(2026, 3, 1)}
        entered(house, case, source="Told by Amina at the visit on 20 March 2026", **told)
        entered(house, case, source="Told by Amina at the visit on 19 March 2026", **told)
        entered(house, case, source="Said in passing", happened_on=date(2026, 3, 20))
        entered(house, case, event="The visit was cut short.", happened_on=date(2026, 3, 20))
    entries = [line for line in chronology_of(house.sw, case, WantedLines()).lines if line.is_entry]
    visit = reverse("visits:visit", args=[case.visits.get(visit__visited_at__day=20).visit_id])
    assert [line.href for line in entries] == [visit, "", "", visit]
    page = open_page(house.sw, address(case))
    assert words(page).count("Open the visit of 20 March 2026") == 2
    assert visit in page.content.decode()


def test_where_two_visits_were_made_on_a_day_none_is_guessed(house):
    case = allocated(house)
    for _ in range(2):
        visited(house, case)
    entered(house, case, event="A visit.", happened_on=clock.today())
    (entry,) = [
        line for line in chronology_of(house.sw, case, WantedLines()).lines if line.is_entry
    ]
    assert entry.href == ""


def test_a_failed_visit_is_told_as_one(house):
    case = allocated(house)
    record_failed_visit(
        case_id=case.pk,
        actor=house.sw,
        details=VisitDetails(kind="cin", visited_at=clock.now()),
        reason="Nobody opened.",
    )
    assert "Child in Need visit: nobody was seen" in titles(house.sw, case)


@pytest.mark.rule("PET-100", "BIR-101")
def test_closing_is_told_with_decision_reasons_who_took_part_and_what_comes_next(house):
    case = approved(house, "no_further_action").case
    summary = ClosingSummary(
        reason="no_further_action",
        summary="The family manages well.",
        child_views="Glad",
        family_views="Glad",
        agency_views="Agree",
        next_steps="The school keeps in touch.",
    )
    consulted(house, case)
    closure = propose_closure(case_id=case.pk, actor=house.sw, summary=summary)
    approve_closure(closure_id=closure.pk, actor=house.tm, read_version=closure.version)
    lines = chronology_of(house.tm, case, WantedLines(kinds=("closure",))).lines
    assert [line.is_key for line in lines] == [True]
    assert lines[0].title.startswith("Case closed: no further action")
    assert "Why: The family manages well." in lines[0].text
    assert "What happens next: The school keeps in touch." in lines[0].text
    assert lines[0].people == "Proposed by SW of Rochdale; decided by TM of Rochdale"


def test_a_worker_adds_an_event_of_which_only_the_year_is_known(house):
    case = allocated(house)
    answers = {
        "happened": "2019",
        "event": "Domestic abuse at the family's home; she saw it.",
        "source": "Police report",
        "is_key": "on",
    }
    sent = send(house.sw, reverse("cases:add_chronology_entry", args=[case.pk]), answers)
    assert sent.status_code == 302
    page = words(open_page(house.sw, address(case)))
    assert "Some time in 2019" in page
    assert "Police report" in page
    assert "Key event" in page


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("3019", "cannot be in the future"),
        ("soon", "4 May 2019, May 2019 or 2019"),
        ("31 February 2020", "must be a real date"),
        ("0000", "must be 1900 or later"),
        ("", "Enter when it happened"),
    ],
)
def test_a_date_that_cannot_be_read_is_said_beside_the_box_and_the_text_stays(house, typed, said):
    case = allocated(house)
    answers = {"happened": typed, "event": "It's <b>so</b>", "source": "Aunt"}
    sent = send(house.sw, reverse("cases:add_chronology_entry", args=[case.pk]), answers)
    assert sent.status_code == 200
    assert said in words(sent)
    assert "It&#x27;s &lt;b&gt;so&lt;/b&gt;" in sent.content.decode()
    assert not ChronologyEntry.objects.exists()


@pytest.mark.parametrize(
    ("typed", "on", "precision"),
    [
        ("May 2019", date(2019, 5, 1), "month"),
        ("5/2019", date(2019, 5, 1), "month"),
        ("4 May 2019", date(2019, 5, 4), "day"),
    ],
)
def test_a_month_or_a_day_is_read(house, typed, on, precision):
    case = allocated(house)
    answers = {"happened": typed, "event": "Moved", "source": "Aunt"}
    send(house.sw, reverse("cases:add_chronology_entry", args=[case.pk]), answers)
    entry = ChronologyEntry.objects.get()
    assert (entry.happened_on, entry.precision) == (on, precision)


def test_an_entry_is_withdrawn_with_a_reason_and_stays_in_the_record(house):
    case = allocated(house)
    entry = entered(house, case)
    with pytest.raises(BadInput):
        withdraw_entry(entry_id=entry.pk, actor=house.sw, reason=" ")
    place = reverse("cases:withdraw_chronology_entry", args=[entry.pk])
    assert send(house.sw, place, {"reason": "Another family"}).status_code == 302
    assert "Leeds" not in words(open_page(house.sw, address(case)))
    entry.refresh_from_db()
    assert (entry.event, entry.withdrawal_reason) == (
        "The family moved from Leeds.",
        "Another family",
    )
    with pytest.raises(NotFound):
        withdraw_entry(entry_id=entry.pk, actor=house.sw, reason="Again")


def test_only_who_works_on_the_case_adds_withdraws_or_marks(house, neighbour):
    case = allocated(house)
    entry = entered(house, case)
    with pytest.raises(BadInput):
        entered(house, case, happened_on=clock.today() + timedelta(days=1))
    for stranger in (house.sw3, neighbour.sw):
        for place in (
            address(case),
            reverse("desk:print_chronology", args=[case.pk]),
            reverse("cases:add_chronology_entry", args=[case.pk]),
            reverse("cases:withdraw_chronology_entry", args=[entry.pk]),
            reverse("desk:mark_chronology_line", args=[case.pk, f"referral-{case.referral_id}"]),
        ):
            assert open_page(stranger, place).status_code == 404
    with pytest.raises((NotFound, NotPermitted, StepNotAllowed)):
        mark_line(case_id=case.pk, actor=house.sw3, line="visit-1", mark=LineMark(is_key=True))


def test_a_line_of_the_record_is_marked_and_the_latest_mark_counts(house):
    case = allocated(house)
    line = f"referral-{case.referral_id}"
    place = reverse("desk:mark_chronology_line", args=[case.pk, line])
    send(house.sw, place, {"is_key": "on", "significance": "The first sign of neglect."})
    assert titles(house.sw, case, key_only=True) == ["Referral received"]
    assert "The first sign of neglect." in words(open_page(house.sw, address(case)))
    send(house.sw, place, {"significance": ""})
    assert titles(house.sw, case, key_only=True) == []
    assert open_page(house.sw, place.replace(line, "visit-999")).status_code == 404


def test_lines_are_chosen_by_kind_and_by_day(house):
    with clock.at(moment("2026-03-02")):
        case = allocated(house)
    entered(house, case, precision="year", happened_on=date(2019, 1, 1))
    assert titles(house.sw, case, kinds=("entry",)) == ["The family moved from Leeds."]
    assert titles(house.sw, case, first=date(2019, 6, 1), last=date(2020, 1, 1)) == [
        "The family moved from Leeds."
    ]
    page = words(open_page(house.sw, address(case, "?first=2026-03-02&kinds=referral")))
    assert "Referral received" in page
    assert "Leeds" not in page
    assert "Enter the first day as a date like" in words(
        open_page(house.sw, address(case, "?first=bad"))
    )


def test_a_shared_visit_stands_once_and_names_the_children_this_person_may_see(house):
    case = allocated(house, given_names="Amina")
    sibling = add_sibling(
        actor=house.sw,
        case_id=case.pk,
        child=ChildDetails(given_names="Omar", family_name="O'Brien", born_on=date(2019, 1, 1)),
    )
    details = VisitDetails(
        kind="cin", visited_at=clock.now(), location="home", account="Talked.", **ANSWERED
    )
    parts = [
        ChildPart(case_id=case.pk, seen=True, seen_alone=True),
        ChildPart(case_id=sibling.pk, seen=False, not_seen_reason="At nursery."),
    ]
    record_visit(case_id=case.pk, actor=house.sw, details=details, parts=parts)
    found = chronology_of(house.sw, case, WantedLines(whole_family=True, kinds=("visit",)))
    assert [line.children for line in found.lines] == ["Amina O'Brien, Omar O'Brien"]
    assert "Omar O'Brien: Not seen. At nursery." in found.lines[0].text
    assert "Omar" not in words(open_page(house.sw, address(case, "?kinds=visit")))
    open_page(house.sw, address(case, "?whole_family=on"))
    assert RecordView.objects.filter(case_id=sibling.pk, page="chronology").count() == 1
    sibling.team, sibling.worker = house.other_team, house.sw3
    sibling.save()
    alone = chronology_of(house.sw, case, WantedLines(whole_family=True, kinds=("visit",)))
    assert "Omar" not in str(alone.lines)


def test_the_family_version_leaves_out_what_others_said(house):
    case = allocated(house)
    raise_concern(case_id=case.pk, actor=house.sw, what="A neighbour heard shouting.")
    note = record_note(
        case_id=case.pk,
        actor=house.sw,
        details=NoteDetails(
            kind="other",
            title="A call from next door",
            happened_at=clock.now(),
            text="Secret",
            is_significant=True,
            is_third_party=True,
        ),
    )
    finish_note(note_id=note.pk, actor=house.sw)
    entered(house, case, event="Told by an aunt", is_third_party=True)
    whole = words(open_page(house.sw, address(case)))
    shared = words(open_page(house.sw, address(case, "?for_family=on")))
    for secret in ("A call from next door", "Secret", "Told by an aunt", "neighbour", "School is"):
        assert secret in whole
        assert secret not in shared
    assert "Concern about harm raised" in shared


def shared_lines(house, case, **wanted):
    return chronology_of(house.sw, case, WantedLines(for_family=True, **wanted)).lines


def together(house):
    """Give two brothers' cases with one visit to both, to a place that nobody must know."""
    case = allocated(house, given_names="Amina")
    omar = ChildDetails(given_names="Omar", family_name="O'Brien", born_on=date(2019, 1, 1))
    sibling = add_sibling(actor=house.sw, case_id=case.pk, child=omar)
    details = VisitDetails(
        kind="cin",
        visited_at=clock.now(),
        location="other",
        place="Refuge, 12 Hope Street",
        account="Talked.",
        **{**ANSWERED, "people_present": "Aunt Rose"},
    )
    parts = [ChildPart(case_id=each.pk, seen=True, seen_alone=True) for each in (case, sibling)]
    return (
        case,
        sibling,
        record_visit(case_id=case.pk, actor=house.sw, details=details, parts=parts),
    )


def test_the_family_version_does_not_say_where_a_visit_was_or_who_was_there(house):
    case, _, _ = together(house)
    (whole,) = chronology_of(house.sw, case, WantedLines(kinds=("visit",))).lines
    assert "12 Hope Street" in whole.title
    assert whole.people == "Aunt Rose"
    (shared,) = shared_lines(house, case, kinds=("visit",))
    assert (shared.title, shared.people) == ("Child in Need visit", "")
    assert "Seen, and seen alone." in shared.text


def test_the_family_version_honours_a_mark_made_in_a_brothers_file(house):
    case, sibling, visit = together(house)
    line = f"visit-{visit.pk}"
    mark_line(case_id=sibling.pk, actor=house.sw, line=line, mark=LineMark(is_third_party=True))
    sibling.team, sibling.worker = house.other_team, house.sw3
    sibling.save()
    assert shared_lines(house, case, kinds=("visit",)) == []
    assert len(chronology_of(house.sw, case, WantedLines(kinds=("visit",))).lines) == 1
    mark_line(case_id=sibling.pk, actor=house.sw3, line=line, mark=LineMark(is_key=True))
    assert len(shared_lines(house, case, kinds=("visit",))) == 1


def test_the_family_version_gives_no_more_than_the_title_of_what_is_guarded(house):
    case = approved(house, "no_further_action").case
    summary = ClosingSummary(
        reason="no_further_action",
        summary="The neighbour says that it is quiet now.",
        child_views="Glad",
        family_views="Glad",
        agency_views="Agree",
        next_steps="The school keeps in touch.",
    )
    consulted(house, case)
    closure = propose_closure(case_id=case.pk, actor=house.sw, summary=summary)
    approve_closure(
        closure_id=closure.pk, actor=house.tm, read_version=closure.version, comment="Weighed."
    )
    told = shared_lines(house, case)
    guarded = [line for line in told if line.is_guarded]
    assert "closure" in {line.kind for line in guarded}
    assert "worker" in {line.kind for line in guarded}
    for line in guarded:
        assert (line.text, line.people, line.source, line.significance) == ("", "", "", "")
        assert line.title


def test_a_long_chronology_is_turned_page_by_page_and_costs_no_more(house):
    case = supported(house)
    visited(house, case)
    few = queries_to_open(house.sw, address(case))
    for _ in range(45):
        visited(house, case, finalised=False)
    assert queries_to_open(house.sw, address(case)) == few
    assert "Page 1 of 2" in words(open_page(house.sw, address(case)))


def test_it_prints_as_a_pdf_that_can_be_read_aloud_and_whoever_took_it_is_known(house):
    case = allocated(house, given_names="Zoë <script>")
    entered(house, case, event='See <img src="file:///etc/passwd"> & ﷽')
    taken = open_page(house.sw, reverse("desk:print_chronology", args=[case.pk]))
    assert taken["Content-Disposition"] == 'attachment; filename="chronology.pdf"'
    assert "no-store" in taken["Cache-Control"]
    with pikepdf.open(io.BytesIO(taken.content)) as pdf:
        assert str(pdf.Root.Lang) == "en-GB"
        assert pdf.Root.MarkInfo.Marked
        assert {"/H1", "/Table", "/TH"} <= set(_tags(pdf.Root.StructTreeRoot))
        assert pdf.docinfo.Title == "Chronology"
    view = RecordView.objects.filter(case_id=case.pk, page="chronology, printed").get()
    assert view.viewer_id == house.sw.pk


def _tags(node):
    for kid in _kids(node):
        if isinstance(kid, pikepdf.Dictionary):
            if "/S" in kid:
                yield str(kid.S)
            yield from _tags(kid)


def _kids(node):
    kids = node.get("/K", [])
    return kids if isinstance(kids, pikepdf.Array) else [kids]
