"""How each question that a procedure may ask at a visit is put, and what its answer reveals."""

from collections.abc import Callable, Mapping
from typing import Any

from cin.core import fields
from visits.models import Advocacy, Preparation, Response

Field = Any
Question = Callable[[bool], dict[str, Field]]


def _text(name: str, label: str, hint: str = "", *, rows: int = 3) -> Question:
    def put(required: bool) -> dict[str, Field]:
        return {
            name: fields.LongTextField(label=label, help_text=hint, rows=rows, required=required)
        }

    return put


def _yes_no(name: str, label: str, hint: str = "") -> Question:
    def put(required: bool) -> dict[str, Field]:
        return {name: fields.YesNoField(label=label, help_text=hint, required=required)}

    return put


def _prepares_for(required: bool) -> dict[str, Field]:
    return {
        "prepares_for": fields.SelectField(
            label="Did it prepare for a meeting?",
            choices=Preparation.choices,
            blank="No meeting",
            required=required,
        )
    }


def _significant_change(required: bool) -> dict[str, Field]:
    return {
        "new_significant_change": fields.YesNoField(
            label="Has something significant changed for the family?",
            help_text="For example, a new partner, a move, a birth, a loss, or an arrest",
            required=required,
        ),
        "change_details": fields.LongTextField(
            label="What has changed?", names="what has changed", rows=3
        ),
    }


def _fgc_offered(required: bool) -> dict[str, Field]:
    return {
        "fgc_offered": fields.YesNoField(
            label="Was a Family Group Conference offered?", required=required
        ),
        "fgc_response": fields.RadioField(
            label="What did the family say?",
            names="what the family said",
            choices=Response.choices,
        ),
    }


def _fnm(required: bool) -> dict[str, Field]:
    return {
        "fnm_at": fields.MomentField(
            label="When will the family network meeting be?",
            names="the date and time of the family network meeting",
            required=required,
        ),
        "fnm_late_reason": fields.LongTextField(
            label="If no time is agreed, or only a late one: why?", rows=2, required=False
        ),
    }


def _advocacy(required: bool) -> dict[str, Field]:
    return {
        "advocacy_considered": fields.RadioField(
            label="Was an advocate considered?",
            names="what was considered",
            choices=Advocacy.choices,
            required=required,
        )
    }


def _arrangement(required: bool) -> dict[str, Field]:
    return {
        "arrangement_ok": fields.YesNoField(
            label="Is the arrangement suitable for the child?", required=required
        ),
        "arrangement_worries": fields.LongTextField(
            label="What is not right?", names="what is not right", rows=3
        ),
    }


# In the fields of one question, the first is the question and the others belong to its answer.
OF_VISIT: Mapping[str, Question] = {
    "people_present": _text(
        "people_present", "Who was there?", "Everybody, with who they are to the child", rows=2
    ),
    "home_conditions": _text("home_conditions", "What was the home like?"),
    "parents_views": _text("parents_views", "What did the parents or carers say?"),
    "purpose": _text("purpose", "What was the visit for?", rows=2),
    "prepares_for": _prepares_for,
    "direct_work": _text("direct_work", "What direct work was done?", "What, with whom, and why"),
    "motivational_interviewing": _text(
        "motivational_interviewing", "What did motivational interviewing bring?"
    ),
    "plan_progress": _text(
        "plan_progress",
        "How is the plan going?",
        "What has been done, what has not, and what is better for the child",
    ),
    "safety_plan_reviewed": _yes_no(
        "safety_plan_reviewed", "Was the safety plan gone through with the family?"
    ),
    "new_significant_change": _significant_change,
    "purpose_explained": _yes_no(
        "purpose_explained",
        "Was the assessment explained to the family?",
        "Its purpose, the reason for it, and how it is done",
    ),
    "consent_obtained": _yes_no(
        "consent_obtained",
        "Did those with parental responsibility sign their consent?",
    ),
    "family_network": _text(
        "family_network",
        "Who is in the family's network?",
        "People the family already turns to, and who they are to the child",
    ),
    "fgc_explained": _yes_no("fgc_explained", "Was the Family Group Conference service explained?"),
    "fgc_offered": _fgc_offered,
    "fnm_at": _fnm,
    "genogram_done": _yes_no("genogram_done", "Was the genogram drawn with the family?"),
    "safety_contingency_done": _yes_no(
        "safety_contingency_done",
        "Was safety and contingency planning done with the family?",
    ),
    "engagement_methods": _text(
        "engagement_methods",
        "How can the child take part in the meeting?",
        "Ways that suit this child: being there, drawing, a letter, somebody speaking for them",
    ),
    "advocacy_considered": _advocacy,
    "attendees_discussed": _text(
        "attendees_discussed",
        "Whom do the child and the family want at the meeting?",
        "And whom they do not want",
    ),
    "immigration_status": _text(
        "immigration_status",
        "What is the immigration status?",
        "What was seen, and what is pending",
    ),
    "subsistence": _text("subsistence", "Has the family money and food?"),
    "accommodation": _text("accommodation", "Is the accommodation secure and suitable?"),
    "carer_seen": _yes_no("carer_seen", "Was the private foster carer seen?"),
    "arrangement_ok": _arrangement,
}

# Which answer reveals the other fields of a question.
REVEALING: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "new_significant_change": ("yes", ("change_details",)),
    "fgc_offered": ("yes", ("fgc_response",)),
    "arrangement_ok": ("no", ("arrangement_worries",)),
}


def of_child(name: str, child: str, *, required: bool) -> Field:
    """Put one of the procedure's questions about one child who was seen."""
    match name:
        case "spoken_to":
            return fields.YesNoField(
                label=f"Was {child} spoken to?", names=f"{child} was spoken to", required=required
            )
        case "wishes":
            label = f"What does {child} wish or feel?"
        case "lived_experience":
            label = f"What is a day like for {child}?"
        case _:
            label = f"What did you see of {child}?"
    return fields.LongTextField(label=label, required=required, rows=3)
