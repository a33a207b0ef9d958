"""One child's case in a browser, from the referral to the closure, as two people live it."""

import re
from dataclasses import dataclass, field
from datetime import date, timedelta

from playwright.sync_api import Locator

from cin.procedures.book import preset
from tests.journeys.desk import Desk, clock_time, name_of, word, written
from tests.journeys.reckoning import Reckoning, now

# Questions of some procedures only, and what the worker answers.
TEXTS = {
    "What is a day like for": "School, then the park.",
    "Who was there?": "The mother",
    "Who is in the family's network?": "An aunt next door.",
    "If no time is agreed, or only a late one: why?": "They will say next week.",
    "How is the plan going?": "The mornings are calmer.",
}
_SERVICE = "Which service or resource"
YES_NO = (
    "Was the safety plan gone through",
    "Was the assessment explained",
    "sign their consent?",
    "Group Conference service explained?",
    "Was a Family Group Conference offered?",
    "Was the genogram drawn",
    "Was safety and contingency planning",
)


def answer_what_is_asked(desk: Desk) -> None:
    """Answer what only some procedures ask about a visit, where this one does."""
    for label, text in TEXTS.items():
        boxes = desk.main.get_by_label(label)
        for number in range(boxes.count()):
            unfold(boxes.nth(number))
            if boxes.nth(number).is_visible():
                boxes.nth(number).fill(text)
    for question in YES_NO:
        asked = desk.main.get_by_role("group", name=question)
        if asked.count() and asked.last.is_visible():
            desk.choose(question, "No")


def unfold(box: Locator) -> None:
    """Open the folded questions among which a box stands, when they are asked at all."""
    fold = box.locator("xpath=ancestor::details[not(@open)]")
    if fold.count() and fold.first.locator("summary").first.is_visible():
        fold.first.locator("summary").first.click()


@dataclass
class CaseStory:
    """The case, the social worker's desk, the manager's desk, and what is due meanwhile."""

    slug: str
    sw: Desk
    tm: Desk
    given: str = "Zoë-Ann"
    family: str = "O’Malley-Núñez"
    born_on: date = date(2017, 5, 4)
    path: str = ""
    mother: str = ""
    reckoning: Reckoning = field(init=False)

    def __post_init__(self) -> None:
        """Begin with nothing due."""
        self.reckoning = Reckoning(self.slug, self.born_on)

    @property
    def child(self) -> str:
        """The child's whole name."""
        return f"{self.given} {self.family}"

    def refer(self) -> None:
        """The social worker records a referral."""
        self.fill_referral()
        self.sw.press("Record the referral")
        self.path = f"/cases/{self.sw.case_id()}/"
        self.reckoning.happened("referral_received")

    def refer_with_mother(self) -> None:
        """The social worker records a referral that names the mother."""
        self.mother = f"Mary {self.family}"
        self.fill_referral()
        mother = "The parent or carer"
        self.sw.fill("Given names", "Mary", within=mother)
        self.sw.fill("Family name", self.family, within=mother)
        self.sw.pick("Who is this to the child?", "Mother")
        self.sw.choose("Does this person have parental responsibility?", "Yes")
        self.sw.press("Record the referral")
        self.path = f"/cases/{self.sw.case_id()}/"
        self.reckoning.happened("referral_received")

    def agree(self, *purposes: str) -> None:
        """The social worker records that the mother agreed to some things."""
        desk = self.sw
        desk.open(f"{self.path}consents/new/")
        desk.main.get_by_role("radio", name=re.compile("Mary")).check()
        for answer in (*purposes, "What it is for"):
            desk.main.get_by_role("checkbox", name=re.compile(re.escape(answer))).first.check()
        desk.choose("What was the answer?", "Given")
        desk.fill("When was that?", written(now().date()))
        desk.press("Save")

    def fill_referral(self) -> None:
        """The social worker fills in a referral, and has not sent it."""
        desk = self.sw
        desk.open("/referrals/new/")
        desk.fill("Given names", self.given, within="The child")
        desk.fill("Family name", self.family, within="The child")
        desk.choose("Is the child born?", "Yes")
        desk.fill("Date of birth", written(self.born_on))
        desk.choose("Sex", "Female")
        desk.choose("Is the child disabled?", "No")
        desk.fill("When was the referral received?", written(now().date()))
        desk.pick("Who made the referral?", "Schools")
        desk.pick("What is the main need?", "Family in acute stress")
        desk.fill("What is the concern?", "School is worried: hungry on three mornings.")
        desk.choose("Did the family agree to this contact?", "Yes, the family agreed")
        desk.choose("Has the family had early help before?", "Not known")

    def screen(self) -> None:
        """The manager decides that the child is assessed."""
        self.tm.open(self.path)
        self.tm.follow("Decide on the referral")
        self.tm.choose("What should happen?", "Assess the child's needs")
        self.tm.fill("Reasons for the decision", "The threshold is met.")
        self.tm.press("Save the decision")
        self.reckoning.happened("referral_accepted")

    def allocate(self) -> None:
        """The manager gives the case to the social worker."""
        self.tm.open(self.path)
        self.tm.follow("Allocate to a social worker")
        self.tm.pick_like("Who will work with this child?", name_of(f"{self.slug}.sw"))
        self.tm.fill("Reasons and initial plan", "See the child at home first.")
        self.tm.press("Allocate the case")
        self.reckoning.happened("case_allocated", exact=True)

    def visit(self, kind: str, label: str) -> None:
        """The social worker visits the child and finishes the record."""
        self.sw.open(f"{self.path}visits/new/")
        self.fill_visit(self.sw, label)
        self.sw.press("Finish the record")
        self.reckoning.happened("visit_made", visit=kind, exact=True)
        self.reckoning.happened("visit_recorded", of=self.reckoning.events[-1].id)

    def fill_visit(self, desk: Desk, label: str) -> None:
        """Fill in the page on which a visit is recorded, for a child seen alone a minute ago."""
        at = now() - timedelta(minutes=1)
        desk.fill("Date", written(at.date()), within="When was the visit?")
        desk.fill("Time", clock_time(at), within="When was the visit?")
        desk.choose("Where?", "At home")
        desk.choose(f"Was {self.child} seen?", "Yes")
        desk.fill(f"What did {self.child} say or show you?", "I like drawing at home.")
        desk.choose(f"Was {self.child} seen alone?", "Yes")
        desk.fill("What happened at the visit?", "We talked in the kitchen.")
        desk.choose("Did the visit raise a concern", "No")
        desk.choose("What kind of visit?", label)
        answer_what_is_asked(desk)

    def begin_assessment(self) -> None:
        """The social worker starts the assessment."""
        self.sw.open(self.path)
        self.sw.follow("Start the assessment")
        self.sw.fill("When does the assessment start?", written(now().date()))
        self.sw.choose("Did the family agree to be assessed?", "Yes, the family agreed")
        self.sw.press("Begin the assessment")
        self.reckoning.happened("assessment_started")

    def write_assessment(self) -> None:
        """The social worker writes every section and gives it to the manager."""
        self.sw.open(self.path)
        self.sw.follow("Write the assessment")
        for section in preset(self.slug).get("assessment_sections"):
            title = section["title"]
            if section["code"] == "parent_views" and self.mother:
                title = f"{self.mother}’s views"
            self.sw.fill(title, f"What was found: {title}")
        for whose in (self.child, self.mother or "the parents"):
            self.sw.pick(f"How was this heard from {whose}?", "Seen with others")
        self.sw.main.get_by_role("checkbox", name="Neglect", exact=True).check()
        self.sw.choose("What does the assessment recommend?", "A Child in Need plan")
        ground = "Unlikely to reach or keep a reasonable standard of health or development"
        self.sw.tick("On which ground is the child in need?", ground)
        self.sw.pick(
            "Why does the plan start?",
            "Assessed as in need of ongoing services, section 17(10)(a) or (b)",
        )
        self.sw.main.get_by_label("Why?", exact=True).fill("Needs more than one service.")
        self.sw.press("Submit to the manager")
        self.reckoning.happened("assessment_submitted")

    def approve_assessment(self) -> None:
        """The manager approves what was written."""
        self.tm.open(self.path)
        self.tm.follow("Decide on the assessment")
        self.tm.choose("What is your decision?", "Approve the assessment")
        self.tm.press("Save the decision")
        for kind in ("assessment_approved", "assessment_completed", "plan_decided"):
            self.reckoning.happened(kind)

    def write_plan(self) -> None:
        """The social worker writes the plan and submits it."""
        self.sw.open(self.path)
        self.sw.follow("Write the plan")
        self.sw.press()
        texts = {
            "What is going well": "A close family.",
            "What needs to change, and why the child is in need": "Missed meals.",
            "The child's wishes and feelings": "I want to be at school.",
            "The parents' or carers' views": "We want the help.",
            "What the child needs": "To be fed and at school.",
            "What will be different for the child": "Breakfast every day.",
            "How that will be reached": "Start with the mornings.",
            "Where the child is visited": "At home and at school.",
            "Who else sees the child and the family": "The school nurse, every week.",
            **self._further_questions(),
            "What will be done": "Breakfast club",
            "Who will do it": "Mother",
        }
        self.sw.look()
        for label, text in texts.items():
            self.sw.fill(label, text)
        named = "Or another service or resource" if self._offers_services else _SERVICE
        self.sw.fill(named, "Breakfast club")
        for meaning in preset(self.slug).get("smart_definition").values():
            self.sw.tick("Is every action of the plan:", meaning)
        self.sw.choose("Is that one of the family, or a professional?", "Family")
        self.sw.fill("By when", written(now().date() + timedelta(days=30)))
        if preset(self.slug).flag("plan_end_required"):
            end = written(now().date() + timedelta(days=200))
            self.sw.fill("When is the plan expected to end?", end)
        self.sw.press("Submit the plan")

    @property
    def _offers_services(self) -> bool:
        return bool(preset(self.slug).get("plan_services"))

    def _further_questions(self) -> dict[str, str]:
        """Answer what only this authority asks, and what happens if nothing improves."""
        asked = {
            each["code"]: each["title"]
            for each in preset(self.slug).get("plan_sections")
            if each["code"] not in {"strengths", "education", "proportionate", "young_carer"}
        }
        contingency = asked.get("contingency", "What happens if things do not improve")
        titles = [*asked.values(), contingency]
        return dict.fromkeys(titles, "We meet within two days.")

    def decide_plan(self, step: str, decision: str) -> None:
        """The manager approves the plan, or signs it off."""
        self.tm.open(self.path)
        self.tm.follow(step)
        self.tm.main.get_by_label(decision).check()
        self.tm.press()

    def meet(self, kind: str) -> None:
        """The social worker records a meeting: the first agrees the plan, a review ends it."""
        self.sw.open(f"{self.path}meetings/new/{kind}/")
        self._fill_meeting(self.sw)
        self._fill_besides(self.sw, kind)
        if kind == "initial":
            self.sw.choose(f"Did the meeting agree {self.given}'s plan?", "Yes")
            self._next_meeting(now().date() + timedelta(days=14))
        else:
            changed = self.sw.main.get_by_label("What has changed since the last meeting").first
            unfold(changed)
            changed.fill("Breakfast every day.")
            outcome = "No longer a child in need: recommend closing"
            self.sw.choose(f"What is the outcome for {self.given}?", outcome)
            self.sw.main.get_by_label("Why?", exact=True).fill("The outcomes are reached.")
            if "next_step" in preset(self.slug).get("meeting_record_asks"):
                asked = f"Which next step does the meeting recommend for {self.given}?"
                self.sw.choose(asked, "Universal services")
            self.sw.choose(f"Does {self.given}'s plan change?", "No")
        self.sw.press("Finish the record")

    def _fill_meeting(self, desk: Desk) -> None:
        chair = preset(self.slug).get("initial_meeting_chair_role").replace("_", " ").capitalize()
        desk.fill("When was it?", written(now().date()))
        desk.fill("Who chaired it?", "Ruth Hale")
        desk.pick("What is the chair's role?", chair)
        desk.fill("Name", "Mary O’Malley", within="Person 1")
        desk.choose("Did they come?", "Attended")
        said = desk.main.get_by_label("What was discussed").first
        unfold(said)
        said.fill("Everybody said how things are.")
        for prompt in preset(self.slug).get("meeting_prompts"):
            desk.fill(prompt, "Talked through with everybody.")
        desk.choose(f"Did {self.given} come to the meeting?", "Yes")
        desk.fill(f"{self.given}'s views", "She said what she wants.")

    def _fill_besides(self, desk: Desk, kind: str) -> None:
        """Answer what this authority's procedure has the record of a meeting ask besides."""
        procedure = preset(self.slug)
        asks = procedure.get("meeting_record_asks")
        for heading in procedure.get("meeting_template"):
            desk.fill(heading, "Talked through with everybody.")
        wanted = {
            "services": "Which services were agreed?" if kind == "initial" else "",
            "expectations": "What can parents expect, and what is expected of them?",
            "significant_events": "Significant events since the last meeting",
            "decisions": "What was decided",
            "views": "Their views" if kind == "review" else "",
        }
        for ask, label in wanted.items():
            if ask in asks and label:
                desk.fill(label, "It was talked through.")
        if "significant_events" in asks:
            desk.fill("Disagreements", "None.")
        for box in desk.main.locator("select[name*='-progress-']").all():
            box.select_option(value="reached")
        if kind == "initial" and procedure.flag("chair_agreed_at_initial"):
            desk.main.locator("[name=later_interval_amount]").fill("4")
            desk.main.locator("[name=later_interval_unit]").select_option(value="weeks")
            desk.pick("Who chairs the later meetings?", "Social worker")

    def _next_meeting(self, day: date) -> None:
        self.sw.fill(f"When is the next meeting about {self.given}?", written(day))
        self.sw.fill(f"At what time is {self.given}'s next meeting?", "4pm")

    def ask_everybody(self) -> None:
        """The social worker writes down that everybody, a school too, agrees with closing."""
        desk = self.sw
        desk.open(self.path)
        desk.follow("Get ready to close")
        desk.follow("What everybody thinks of closing")
        for row in desk.main.get_by_role("group", name=re.compile(r"^Person \d+")).all():
            who = row.get_by_label(re.compile(r"\bWho\b"))
            if not who.input_value():
                who.fill("Heybrook School")
                row.get_by_label("What they are").select_option(label="Another agency")
            row.get_by_role("radio", name=re.compile("^Agrees")).check()
            row.get_by_label("When were they asked?").first.fill(written(now().date()))
        desk.press("Save")
        desk.look()
        assert "Not asked yet" not in desk.main.inner_text()

    def close(self) -> None:
        """The social worker proposes the ending, and the manager closes the case."""
        self.ask_everybody()
        desk = self.sw
        desk.open(self.path)
        desk.follow("Propose closing the case")
        desk.choose("Why should the case end?", "No longer a child in need")
        desk.fill("What was done, and what has changed", "Breakfast club; school every day.")
        desk.fill("The child's view of the ending", "I am fine.")
        desk.fill("The parents' or carers' view", "We can go on.")
        desk.fill("The view of the other agencies", "School agrees.")
        desk.fill("Who the family can turn to from now on", "School, and the duty number.")
        desk.press()
        self.tm.open(self.path)
        self.tm.follow("Decide on the closure")
        self.tm.choose("What is your decision?", "Close the case today")
        self.tm.press()

    def check_due(self, *names: str) -> None:
        """Hold the dates on the case page to what the engine says, and ask of each why."""
        self.sw.open(self.path)
        shown, expected = self.sw.due(), self.reckoning.due()
        for name in names:
            assert shown[name] == expected[name], f"{name}: {shown} {expected}"
            item = self.sw.main.get_by_role("listitem").filter(has_text=name)
            item.get_by_role("link", name=f"Why this date? {name}").first.click()
            assert expected[name].strftime("%-d %B %Y") in self.sw.main.inner_text()
            assert "The rule in its own words" in self.sw.main.inner_text()
            self.sw.look()
            self.sw.page.goto(self.path)

    def label(self, name: str) -> str:
        """Give the authority's own word for its meeting, review, plan or assessment."""
        return word(self.slug, name)
