"""The form of a meeting's record."""

from collections.abc import Mapping, Sequence
from typing import Any

from cases.forms.telling import limits_kept_field
from cin.core import fields, forms
from cin.core.templatetags.cin import day
from cin.procedures.readiness import Blocker
from meetings.asking import (
    PROMPT,
    UNRESOLVED,
    Asked,
    fields_of_the_meeting,
    fields_of_what_was_said,
    prompts_answered,
)
from meetings.forms.besides import (
    HEADING,
    AttendanceForm,
    attendance_field,
    besides_answered,
    fields_besides,
    headings_answered,
    rows_in_lines,
)
from meetings.forms.children import ANSWERS, ChildAsked, fields_about, prefix_of
from meetings.next_steps import ANSWERS as NEXT_STEPS
from meetings.next_steps import only_if_it_ends, revealing
from meetings.progress import PROGRESS, judged, judgements_shown
from plans.forms import LongRecordForm

IS_ABOUT = "about"
OF_MEETING = [
    "held_on",
    "began_at",
    "school_time_reason",
    "without_meeting",
    "without_meeting_reason",
    "place",
    "chair_name",
    "chair_role",
    "chair_reason",
    "discussion",
    "progress",
    "decisions",
    "disagreements",
    "unresolved",
]
# What is missing of these is said with the label of its box at the end.
_LABELLED = {"prompts": PROMPT, "headings": HEADING}


class HoldMeetingForm(LongRecordForm):
    """The record of a meeting: what was common to all, then each child's own part."""

    always = ["held_on", "chair_name", "chair_role"]
    finish_label = "Finish the record"

    held_on = fields.PastDateField(label="When was it?", names="the date of the meeting")
    began_at = fields.TimeField(label="At what time did it begin?", required=False)
    place = fields.TextField(label="Where was it?", required=False)
    chair_name = fields.PersonNameField(
        label="Who chaired it?", names="the name of the chair", max_length=150
    )
    chair_role = fields.SelectField(label="What is the chair's role?", names="the chair's role")
    chair_reason = fields.LongTextField(
        label="Why did this person chair it?",
        help_text="Needed only if the procedure expects somebody else.",
        rows=3,
        required=False,
    )
    attendance = forms.RowsField(
        AttendanceForm,
        label="Who was invited",
        noun="person",
        help_text="Everybody who was invited, whether they came or not.",
    )
    limits_kept = limits_kept_field("the record of the meeting")
    discussion = fields.LongTextField(
        label="What was discussed",
        help_text="What is going well, what is not, and what each person said.",
    )
    progress = fields.LongTextField(
        label="What has changed since the last meeting",
        help_text="Go through the plan: what was done, what was not, and what it means.",
    )
    decisions = fields.LongTextField(label="What was decided", required=False)
    disagreements = fields.LongTextField(
        label="Disagreements",
        help_text="Who disagreed with what. If nobody did, write “none”.",
        rows=3,
        required=False,
    )

    def __init__(
        self,
        *args: Any,
        kind: str,
        chairs: Sequence[tuple[str, str]],
        chair_hint: str,
        outcomes: Sequence[tuple[str, str]],
        children: Sequence[ChildAsked],
        asked: Asked,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.rows_of_theirs: list[tuple[str, str]] = []
        self.kind, self.children, self.asked = kind, list(children), asked
        own: dict[str, Any] = self.fields
        own["chair_role"].choices = chairs
        own["chair_role"].help_text = chair_hint
        self.conditional = {}
        if kind != "review":
            del self.fields["progress"]
        if not asked.has_limits:
            del self.fields["limits_kept"]
        own["attendance"] = attendance_field(asked)
        self._ask_for_more(chairs)
        self._fold()
        for child in self.children:
            self._ask_about(child, outcomes)

    def _ask_for_more(self, chairs: Sequence[tuple[str, str]]) -> None:
        how, said = fields_of_the_meeting(self.asked), fields_of_what_was_said(self.asked)
        besides = fields_besides(self.asked, chairs)
        self.fields.update({**how, **said, **besides})
        if "without_meeting" in how:
            self.conditional["without_meeting"] = {"yes": ["without_meeting_reason"]}
        if "note_taker_role" in besides:
            others = [role for role, _ in besides["note_taker_role"].choices if role != "chair"]
            self.conditional["note_taker_role"] = {role: ["note_taker"] for role in others}
        chair = ["chair_name", "chair_role", "chair_reason", "note_taker_role"]
        headings = [name for name in besides if name.startswith(HEADING)]
        agreed = ["services_agreed", "expectations", "decisions_made", "decisions"]
        self.sections = [
            ("The meeting", "", ["held_on", "began_at", *how, "place", *chair]),
            ("", "", ["attendance", "limits_kept"]),
            (
                "What was said",
                "",
                [
                    "significant_events",
                    "discussion",
                    *headings,
                    "progress",
                    *(n for n in said if n != UNRESOLVED),
                ],
            ),
            ("What was agreed", "", [*agreed, "disagreements", UNRESOLVED]),
            ("The next meetings", "", ["later_interval", "later_chair", "next_invitees"]),
        ]

    def _fold(self) -> None:
        """Fold away what is asked in another way under this procedure."""
        asked_otherwise = {
            "discussion": (self.asked.headings, "Anything else that was discussed"),
            "progress": (any(child.items for child in self.children), "More about what changed"),
            "decisions": ("decisions_made" in self.fields, "More about what was decided"),
        }
        self.folds = {}
        for name, (is_so, line) in asked_otherwise.items():
            if is_so and name in self.fields:
                self.fields[name].required = False
                self.folds[line] = [name]
        if "significant_events" in self.fields:
            self.fields["disagreements"].required = True

    def _ask_about(self, child: ChildAsked, outcomes: Sequence[tuple[str, str]]) -> None:
        start = prefix_of(child.case_id)
        asked = fields_about(child, self.kind, outcomes, self.asked)
        own = {f"{start}{name}": field for name, field in asked.items()}
        absence = f"{start}absence_reason"
        hidden = {absence, *(f"{start}{name}" for name in NEXT_STEPS)}
        shown = [name for name in own if name not in hidden]
        if not child.is_certain:
            about = f"{start}{IS_ABOUT}"
            self.fields[about] = fields.CheckboxesField(
                label=f"Was the meeting about {child.called} too?",
                choices=[("yes", f"{child.called} was part of this meeting too")],
                required=False,
            )
            self.conditional[about] = {"yes": shown}
            shown = [about]
        self.fields.update(own)
        self.conditional[f"{start}attended"] = {"no": [absence]}
        self.conditional |= revealing(self.asked.next_steps, start)
        self.sections.append((child.name, "", shown))

    def clean(self) -> dict[str, Any]:
        """Refuse a next meeting that is not after this one."""
        held_on = self.cleaned_data.get("held_on")
        for child in self.children:
            name = f"{prefix_of(child.case_id)}next_meeting_on"
            next_on = self.cleaned_data.get(name)
            if held_on and next_on and next_on <= held_on:
                self.add_error(name, f"The next meeting must be after {day(held_on)}")
        return self.cleaned_data

    def place_of(self, blocker: Blocker) -> str:
        """Name the field that a missing answer belongs to: the child is named in the message."""
        if blocker.code in _LABELLED:
            start = _LABELLED[blocker.code]
            named = (
                name
                for name, field in self.fields.items()
                if name.startswith(start) and blocker.message.endswith(str(field.label))
            )
            return next(named, "")
        for child in sorted(self.children, key=lambda child: -len(child.name)):
            name = f"{prefix_of(child.case_id)}{blocker.code}"
            if name in self.fields and child.name in blocker.message:
                return name
        return super().place_of(blocker)

    @property
    def parts(self) -> list[dict[str, Any]]:
        """Give the answers about each child whom the meeting was about."""
        return [
            {"case_id": child.case_id, **self._answers_about(child)}
            for child in self.children
            if child.is_certain or self.cleaned_data[f"{prefix_of(child.case_id)}{IS_ABOUT}"]
        ]

    def _answers_about(self, child: ChildAsked) -> dict[str, Any]:
        start = prefix_of(child.case_id)
        own = {
            name.removeprefix(start): answer
            for name, answer in self.cleaned_data.items()
            if name.startswith(start)
        }
        answers = {name: own[name] for name in ANSWERS if name in own}
        ending = only_if_it_ends(self.asked.next_steps, answers)
        return {**answers, **ending, PROGRESS: judged(child.items, own)}

    @property
    def details(self) -> dict[str, Any]:
        """Give the answers about the meeting as a whole."""
        answers = {name: self.cleaned_data[name] for name in OF_MEETING if name in self.fields}
        prompts = prompts_answered(self.asked, self.cleaned_data)
        kept = self.cleaned_data.get("limits_kept") or ""
        return {
            "kind": self.kind,
            "prompts": prompts,
            "limits_kept": kept,
            "headings": headings_answered(self.asked, self.cleaned_data),
            **answers,
            **besides_answered(self.cleaned_data),
        }

    def show_theirs(self, theirs: Mapping[str, Any]) -> None:
        """Show each prompt, heading and outcome that somebody else answered otherwise beside its
        own box, and their rows above the form.
        """
        others = dict(theirs)
        for name, start, titles in (
            ("prompts", PROMPT, self.asked.prompts),
            ("headings", HEADING, self.asked.headings),
        ):
            saved = others.pop(name, None) or {}
            others |= {
                f"{start}{number}": saved[title]
                for number, title in enumerate(titles, 1)
                if title in saved and saved[title] != self.cleaned_data[f"{start}{number}"]
            }
        for child in self.children:
            start = prefix_of(child.case_id)
            said = judgements_shown(child.items, others.pop(f"{start}{PROGRESS}", None) or [])
            others |= {f"{start}{code}": answer for code, answer in said.items() if answer}
        self.rows_of_theirs = rows_in_lines(self, others)
        super().show_theirs(others)


class EditMeetingForm(HoldMeetingForm):
    """The record of a meeting that is not finished yet."""

    version = forms.VersionField()
