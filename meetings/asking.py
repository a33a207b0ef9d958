"""What a procedure has the record of a meeting ask besides the usual, and how it was answered."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from cin.core import fields
from cin.procedures.book import Procedure
from meetings.models import COUNTED_KINDS, AskedOfManager, Meeting, MeetingChild, MeetingKind
from meetings.next_steps import NEXT_STEP, lacks_of_next_step, next_steps_offered
from meetings.progress import ACTIONS as ACTIONS_OF_PLAN
from meetings.progress import OUTCOMES as OUTCOMES_OF_PLAN
from meetings.progress import SERVICES as SERVICES_OF_PLAN

PROMPT = "prompt-"
SERVICES, VIEWS = "services", "views"
UNRESOLVED, OUTCOMES, INACTION = "unresolved", "outcomes_achieved", "inaction_harm"


@dataclass(frozen=True, kw_only=True)
class Asked:
    """What is asked at a meeting of one kind.

    `to_manager` is what its record puts before a manager. `may_be_without` says whether a review
    can be done without a meeting, and `needs_agreement` whether a manager must agree to that.
    `has_limits` says that somebody of the child's people is not to be told something. `asks` are
    the answers of the setting meeting_record_asks, `note_takers` the roles of those who may take
    the note, where that is asked, and `agrees_later` says that the first meeting agrees how often
    later ones are held and who chairs them. `both_workers` says that after a transfer both come.
    `next_steps` are those that a review can recommend, by the outcome that ends the plan.
    """

    prompts: tuple[str, ...] = ()
    to_manager: frozenset[str] = frozenset()
    may_be_without: bool = False
    needs_agreement: bool = False
    asks_school_time: bool = False
    time_required: bool = False
    has_limits: bool = False
    headings: tuple[str, ...] = ()
    asks: frozenset[str] = frozenset()
    note_takers: tuple[str, ...] = ()
    agrees_later: bool = False
    both_workers: bool = False
    next_steps: Mapping[str, Sequence[str]] = field(default_factory=dict)

    @property
    def of_child(self) -> list[str]:
        """Name what is asked of each child because a manager may have to know."""
        wanted = {AskedOfManager.NOT_ACHIEVED: OUTCOMES, AskedOfManager.INACTION: INACTION}
        return [name for about, name in wanted.items() if about in self.to_manager]


def asked_at(procedure: Procedure, kind: str) -> Asked:
    """Read from a procedure what it has a meeting of this kind ask."""
    if kind not in COUNTED_KINDS:
        return Asked(asks_school_time=procedure.flag("school_time_warning"))
    is_review = kind == MeetingKind.REVIEW
    to_manager = set(procedure.get("meeting_manager_asks"))
    if not is_review:
        to_manager &= {AskedOfManager.UNRESOLVED.value}
    without = procedure.get("review_without_meeting") if is_review else "blocked"
    asks = frozenset(procedure.get("meeting_record_asks")) - (_FIRST if is_review else _LATER)
    return Asked(
        prompts=tuple(procedure.get("meeting_prompts")),
        to_manager=frozenset(to_manager),
        may_be_without=without != "blocked",
        needs_agreement=without == "manager_approval",
        asks_school_time=procedure.flag("school_time_warning"),
        time_required=procedure.flag("next_meeting_time_required"),
        headings=tuple(procedure.get("meeting_template")),
        asks=asks,
        note_takers=_note_takers(procedure),
        both_workers=not is_review and procedure.flag("both_workers_at_first_meeting"),
        agrees_later=not is_review and procedure.flag("chair_agreed_at_initial"),
        next_steps=next_steps_offered(procedure) if NEXT_STEP in asks else {},
    )


# What only the first meeting, and what only a review is asked.
_FIRST = frozenset({SERVICES})
_LATER = frozenset({VIEWS, OUTCOMES_OF_PLAN, SERVICES_OF_PLAN, ACTIONS_OF_PLAN, NEXT_STEP})


def _note_takers(procedure: Procedure) -> tuple[str, ...]:
    """Give the roles; none where the social worker does, who writes the record anyway."""
    roles = tuple(procedure.get("minute_taker_role") or [])
    return () if roles == ("social_worker",) else roles


def unanswered(asked: Asked, part: MeetingChild, *, goes_on: bool) -> tuple[str, ...]:
    """Name what is asked of a child and has no answer; `goes_on` says whether there is a next
    meeting.
    """
    missing = [name for name in asked.of_child if getattr(part, name) is None]
    lacks_time = asked.time_required and goes_on and part.next_meeting_time is None
    missing += lacks_of_next_step(asked.next_steps, part)
    return (*missing, *(["next_meeting_time"] if lacks_time else []))


def questions_raised(asked: Asked, meeting: Meeting, part: MeetingChild) -> list[str]:
    """List what the record of a meeting puts before a manager about one child; what the meeting as
    a whole could not resolve is put once, on the case it was recorded on.
    """
    is_own = part.case_id == meeting.case_id
    raised = {
        AskedOfManager.UNRESOLVED: is_own and bool(meeting.unresolved.strip()),
        AskedOfManager.NOT_ACHIEVED: part.outcomes_achieved is False,
        AskedOfManager.INACTION: part.inaction_harm is True,
    }
    return [about.value for about, is_so in raised.items() if is_so and about in asked.to_manager]


def fields_of_the_meeting(asked: Asked) -> dict[str, Any]:
    """Give the questions about the meeting as a whole, by name, in order."""
    found: dict[str, Any] = {}
    if asked.may_be_without:
        found["without_meeting"] = fields.YesNoField(
            label="Was this review done without a meeting?",
            hints={"yes": _WITHOUT[asked.needs_agreement]},
            required=False,
        )
        found["without_meeting_reason"] = fields.LongTextField(
            label="Why was there no meeting, and how did everybody have their say?", rows=3
        )
    if asked.asks_school_time:
        found["school_time_reason"] = fields.LongTextField(
            label="If it was in school time, why, and how did that suit the child?",
            help_text="Term dates are not known here. In the holidays, say so.",
            rows=2,
            required=False,
        )
    return found


_WITHOUT = {
    True: "A manager is asked to agree. Until then it does not count as a review.",
    False: "",
}


def fields_of_what_was_said(asked: Asked) -> dict[str, Any]:
    """Give the procedure's prompts, and what was left open, by name, in order."""
    found: dict[str, Any] = {
        f"{PROMPT}{number}": fields.LongTextField(label=prompt, rows=2)
        for number, prompt in enumerate(asked.prompts, 1)
    }
    if UNRESOLVED in asked.to_manager:
        found[UNRESOLVED] = fields.LongTextField(
            label="What the meeting could not resolve",
            help_text="The manager is asked about it. If it resolved everything, leave this empty.",
            rows=3,
            required=False,
        )
    return found


def fields_of_child(asked: Asked, name: str) -> dict[str, Any]:
    """Give the questions about one child that may lead to a manager, in order."""
    told = "The manager is asked whether a strategy meeting is needed."
    known = {
        OUTCOMES: fields.YesNoField(
            label=f"Are the changes that {name}'s plan wants being achieved?",
            names=f"the changes for {name} are being achieved",
            hints={"no": told},
        ),
        INACTION: fields.YesNoField(
            label=f"Has what was not done for {name}, taken together, harmed {name}, or may it?",
            names=f"what was not done for {name} has harmed, or may harm",
            hints={"yes": told},
        ),
    }
    return {code: known[code] for code in asked.of_child}


def prompts_answered(asked: Asked, answers: Mapping[str, Any]) -> dict[str, str]:
    """Give what was answered to each prompt, by the prompt itself."""
    return {
        prompt: str(answers.get(f"{PROMPT}{number}") or "")
        for number, prompt in enumerate(asked.prompts, 1)
    }


def prompts_shown(asked: Asked, saved: Mapping[str, str]) -> dict[str, str]:
    """Give what was answered to each prompt, by the name of its field."""
    return {
        f"{PROMPT}{number}": saved.get(prompt, "") for number, prompt in enumerate(asked.prompts, 1)
    }


def open_prompts(asked: Asked, saved: Mapping[str, str]) -> Sequence[str]:
    """List the prompts without an answer."""
    return [prompt for prompt in asked.prompts if not saved.get(prompt, "").strip()]
