"""Brothers and sisters for a journey: referred together in Rochdale, and carried by one worker."""

_BEGINNING = """
from datetime import date
from assessments.services import begin_assessment
from cases.services.allocation import allocate_case
from cases.services.referrals import *
from cin.accounts.models import User
from cin.core import clock
sw, tm = (User.objects.get(username=f"rochdale.{post}") for post in ("sw", "tm"))
def child(name, year):
    return ChildDetails(given_names=name, family_name=SURNAME, born_on=date(year, 5, 4))
(first, born), *others = CHILDREN
case = record_referral(
    actor=sw,
    child=child(first, born),
    details=ReferralDetails(
        received_on=clock.today(),
        source="3A",
        primary_need="N5",
        concerns="Hungry",
        consent="given",
    ),
)
for name, year in others:
    add_sibling(actor=sw, case_id=case.pk, child=child(name, year))
for each in list(case.family.cases.order_by("pk")):
    if each.state == "referred":
        screen_referral(case_id=each.pk, actor=tm, decision="assessment", reason="Met")
    allocate_case(case_id=each.pk, actor=tm, worker_id=sw.pk, note="See them at home")
    if ASSESSED:
        begin_assessment(case_id=each.pk, actor=sw, started_on=clock.today(), consent="given")
print(case.pk)
"""


def page_of_family(site, surname, children, *, assessed=False):
    """Have the site make the children, by name and year of birth, their assessments begun where
    that is asked for; give the page of the first one's case.
    """
    known = f"SURNAME, CHILDREN, ASSESSED = {surname!r}, {children!r}, {assessed!r}\n"
    made = site.manage("shell", "--command", known + _BEGINNING)
    return f"/cases/{int(made.split()[-1])}/"
