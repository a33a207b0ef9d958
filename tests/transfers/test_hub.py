"""The assessment of a move of a child who is at risk of harm outside the family (BIR-78)."""

import pytest
from django.urls import reverse

from cases.models import ChangeKind
from cases.services.changes import ChangeDetails, record_change
from cin.core.errors import BadInput, NotReady, StepNotAllowed
from cin.documents.models import Attachment
from cin.policy.selectors import procedure_in_force
from tests.cases.browsing import open_page, send, words
from tests.cases.test_circumstances import put
from tests.documents.making import PDF, upload
from tests.stories import allocated
from tests.transfers.moving import TODAY, answered, begun, done, missing, page_of
from transfers.selectors.moves import closing_blockers
from transfers.services.moves import withdraw_entry

pytestmark = [pytest.mark.django_db, pytest.mark.rule("BIR-78")]
SHARED = ChangeKind.OUT_INFORMATION.value
SAYS = {"finding": "increases", "what": "The group also meets there."}


def at_risk(house):
    """Begin a move out of a child who is marked as at risk outside the family."""
    case = allocated(house)
    put(house, case, "outside_harm")
    return begun(house, case)


def entry_page(move, kind):
    return reverse("transfers:add_move_entry", args=[move.pk, kind])


def test_the_move_of_a_child_at_risk_outside_the_family_asks_for_the_assessment(birmingham):
    move = at_risk(birmingham)
    assert "hub_assessed" in missing(move)
    page = page_of(birmingham.sw, move)
    assert "Ask the EmpowerU Hub what the move does to that risk." in page
    done(birmingham, move, "hub_asked", with_whom="Duty officer")
    asked = page_of(birmingham.sw, move)
    assert "increases or decreases the risk (EmpowerU Hub) Asked for" in asked
    assert "The EmpowerU Hub was asked on 18 March 2026" in asked
    done(birmingham, move, "hub_assessed", **SAYS)
    assert "hub_assessed" not in missing(move)
    assert "The move increases the risk." in page_of(birmingham.sw, move)


def test_of_other_children_and_other_moves_nothing_of_it_is_asked(birmingham, hillingdon):
    unmarked = begun(birmingham, allocated(birmingham))
    assert "hub_assessed" not in missing(unmarked)
    assert "Record that first : the move is then assessed" in page_of(birmingham.sw, unmarked)
    elsewhere = at_risk(hillingdon)
    assert "locality-based" not in page_of(hillingdon.sw, elsewhere)
    case = allocated(birmingham)
    put(birmingham, case, "outside_harm")
    inward = begun(birmingham, case, "in")
    assert "hub_assessed" not in missing(inward)
    for house, move in ((birmingham, unmarked), (hillingdon, elsewhere), (birmingham, inward)):
        with pytest.raises(StepNotAllowed, match="No assessment of this move is asked for"):
            done(house, move, "hub_asked")
        assert open_page(house.sw, entry_page(move, "hub_asked")).status_code == 409


def test_information_waits_for_the_request_and_for_the_assessment_or_a_reason(birmingham):
    move = at_risk(birmingham)
    with pytest.raises(NotReady, match="Ask the EmpowerU Hub to assess the move"):
        done(birmingham, move, "information", reason="It is urgent.")
    asked = done(birmingham, move, "hub_asked")
    with pytest.raises(BadInput, match="before the assessment by the EmpowerU Hub has come"):
        done(birmingham, move, "information", reason=" ")
    done(birmingham, move, "information", reason="They arrive tonight.")
    assert "They arrive tonight." in page_of(birmingham.sw, move)
    assert "hub_assessed" in missing(move)
    done(birmingham, move, "hub_assessed", **SAYS)
    done(birmingham, move, "information")
    withdraw_entry(entry_id=asked.pk, actor=birmingham.sw, reason="Not that child")
    done(birmingham, move, "information")


def test_what_was_shared_is_not_recorded_past_the_move(birmingham):
    move = at_risk(birmingham)
    details = ChangeDetails(happened_on=TODAY, note="Sent it all.")
    with pytest.raises(StepNotAllowed, match="Record this with the move"):
        record_change(case_id=move.case_id, actor=birmingham.sw, kind=SHARED, details=details)
    page = open_page(birmingham.sw, reverse("cases:record_change", args=[move.case_id, SHARED]))
    assert page.status_code == 409
    assert "which the EmpowerU Hub is asked to assess first" in words(page)


def test_a_case_is_not_closed_as_moved_before_the_assessment(birmingham):
    move = at_risk(birmingham)
    answered(birmingham, move)
    procedure = procedure_in_force(birmingham.authority.pk)

    def told():
        return " ".join(blocker.message for blocker in closing_blockers(move.case, procedure))

    assert "increases or decreases the risk (EmpowerU Hub)" in told()
    done(birmingham, move, "hub_asked")
    assert "EmpowerU Hub" in told()
    done(birmingham, move, "hub_assessed", **SAYS)
    assert "EmpowerU Hub" not in told()


def test_an_assessment_says_what_the_move_does_to_the_risk(birmingham):
    move = at_risk(birmingham)
    for finding in ("", "perhaps"):
        with pytest.raises(BadInput) as refused:
            done(birmingham, move, "hub_assessed", what="Much.", finding=finding)
        assert refused.value.field == "finding"


def test_the_assessment_is_recorded_on_its_page_with_its_file_and_goes_into_the_pack(birmingham):
    move = at_risk(birmingham)
    pack = reverse("desk:pack", args=[move.case_id])
    not_yet = "The EmpowerU Hub has not assessed what the move does to the risk yet."
    assert not_yet in words(open_page(birmingham.sw, pack))
    address = entry_page(move, "hub_assessed")
    lacking = {"happened_on": "18/3/2026", "what": SAYS["what"], "with_whom": "O'Neill"}
    refused = send(birmingham.sw, address, {**lacking, "file": upload(PDF, "hub.pdf")})
    assert set(refused.context["form"].errors) == {"finding", "file"}
    assert "The group also meets there." in words(refused)
    whole = {**lacking, "finding": "increases", "file": upload(PDF, "hub.pdf")}
    assert send(birmingham.sw, address, whole).status_code == 302
    file = Attachment.objects.get(kind="move_entry")
    page = page_of(birmingham.sw, move)
    assert "File: Locality-based assessment" in page
    taken = open_page(birmingham.sw, reverse("cases:attachment", args=[file.pk]))
    assert taken.status_code == 200
    shown = words(open_page(birmingham.sw, pack))
    assert "Locality-based assessment of the move, 18 March 2026" in shown
    assert not_yet not in shown


def test_the_printed_pack_says_what_the_assessment_found(birmingham, monkeypatch):
    move = at_risk(birmingham)
    done(birmingham, move, "hub_assessed", with_whom="A. O'Neill", **SAYS)
    drawn = {}
    monkeypatch.setattr("desk.pack.pdf_of", lambda _name, context: drawn.update(context) or b"%PDF")
    open_page(birmingham.sw, reverse("desk:print_pack", args=[move.case_id]))
    rows = {row["key"]: row["value"] for row in drawn["locality"]}
    assert rows == {
        "Made by": "A. O'Neill",
        "Came on": "18 March 2026",
        "What the move does to the risk": "The move increases the risk",
        "What it says": "The group also meets there.",
    }


def test_another_team_learns_nothing_of_it(birmingham):
    move = at_risk(birmingham)
    for kind in ("hub_asked", "hub_assessed"):
        assert open_page(birmingham.sw3, entry_page(move, kind)).status_code == 404
