"""Forms for taking a family to early help, one for each part of the way."""

from cases.forms.telling import LimitsKeptForm, limits_kept_field
from cin.core import fields, forms
from closures.models import PanelDecision


class StepDownForm(forms.Form):
    """One part of a step-down."""

    submit_label = "Save"
    version = forms.VersionField()


class FindingForm(StepDownForm):
    """Why early help is enough."""

    finding = fields.LongTextField(
        label="Why is a social worker not needed any more, and why is early help?",
        names="why early help is enough",
        help_text="Say what has changed, and which needs remain. The referral form quotes it.",
        rows=6,
    )
    agencies_asked = fields.LongTextField(
        label="Which agencies were asked, and what did they say?",
        names="which agencies were asked",
        rows=4,
    )


class FamilyForm(StepDownForm):
    """The talk with the family."""

    family_met_on = fields.PastDateField(
        label="When did you talk with the child and the family?", names="the date of the talk"
    )
    family_told = fields.LongTextField(
        label="What you explained about early help, and what they said",
        names="what was explained and said",
        rows=5,
    )


class LeadForm(StepDownForm):
    """The talk with the neighbourhood lead."""

    lead_name = fields.PersonNameField(
        label="Who is the neighbourhood lead?", names="the name of the neighbourhood lead"
    )
    lead_spoken_on = fields.PastDateField(label="When did you talk?", names="the date of the talk")
    lead_staff = fields.LongTextField(
        label="Who comes to the meeting, and who helps the lead professional?",
        help_text="As the neighbourhood lead named them",
        rows=3,
        required=False,
    )


class PanelForm(StepDownForm):
    """What the panel decided."""

    panel_referred_on = fields.PastDateField(
        label="When was the case sent to the panel?", names="the date it was sent"
    )
    panel_decision = fields.RadioField(
        label="What did the panel decide?",
        choices=[*PanelDecision.choices, ("", "It has not decided yet")],
        required=False,
    )
    panel_decided_on = fields.PastDateField(
        label="When did it decide?", names="the date of the decision", required=False
    )
    panel_note = fields.LongTextField(
        label="What it said, and whom it chose to lead", rows=4, required=False
    )


class ProfessionalForm(StepDownForm):
    """Who leads from now on."""

    sections = [
        (
            "The new lead professional",
            "Usually of the agency where the needs are greatest. Choose with the family.",
            [
                "professional_name",
                "professional_agency",
                "professional_contact",
                "professional_from",
                "family_approves",
                "family_on_professional",
            ],
        ),
        ("A key worker, if there is one", "", ["key_worker", "key_worker_until"]),
    ]

    professional_name = fields.PersonNameField(label="Name", names="the name", max_length=150)
    professional_agency = fields.TextField(label="Agency", names="the agency", max_length=150)
    professional_contact = fields.TextField(
        label="How the family reaches them",
        names="how the family reaches them",
        help_text="A telephone number or an email address",
        max_length=200,
    )
    professional_from = fields.PastDateField(
        label="When were they appointed?", names="the date they were appointed"
    )
    family_approves = fields.YesNoField(
        label="Does the family approve?", names="the family approves"
    )
    family_on_professional = fields.LongTextField(
        label="What the family said about it", rows=3, required=False
    )
    key_worker = fields.PersonNameField(label="Key worker", required=False, max_length=150)
    key_worker_until = fields.DateField(
        label="Until when does the key worker support the family?",
        names="the day on which that support ends",
        required=False,
    )


class MeetingForm(LimitsKeptForm, StepDownForm):
    """The closing or step-down meeting, and the plan that the family goes on with."""

    sections = [
        (
            "The meeting",
            "Parents, the child when old enough, and everybody who has a part in the plan.",
            ["met_on", "met_place", "came", "did_not_come", "neighbourhood_invited", "limits_kept"],
        ),
        ("What was agreed", "", ["early_help_plan", "team_members"]),
        (
            "The first team meeting",
            "Of the team around the family or the child.",
            ["team_meets_at", "team_meets_where", "team_chair"],
        ),
    ]

    met_on = fields.PastDateField(label="When was the meeting?", names="the date of the meeting")
    met_place = fields.TextField(label="Where was it?", required=False)
    came = fields.LongTextField(
        label="Who came?", names="who came", help_text="One person on each line", rows=5
    )
    did_not_come = fields.LongTextField(
        label="Who was invited and did not come, and why?", rows=2, required=False
    )
    neighbourhood_invited = fields.TextField(
        label="Who was invited from the neighbourhood team?", required=False, max_length=150
    )
    limits_kept = limits_kept_field("what early help is given")
    early_help_plan = fields.LongTextField(
        label="The plan that the family and the team go on with",
        names="the plan",
        help_text="What will be done, by whom, and by when",
        rows=6,
    )
    team_members = fields.LongTextField(
        label="Who is in the team?", help_text="One person on each line", rows=4, required=False
    )
    team_meets_at = fields.MomentField(
        label="When does the team first meet?",
        names="the date and time of the first team meeting",
        required=False,
    )
    team_meets_where = fields.TextField(label="Where?", required=False)
    team_chair = fields.PersonNameField(label="Who chairs it?", required=False, max_length=150)


class TeamForm(StepDownForm):
    """The first team meeting, once it was held."""

    team_met_on = fields.PastDateField(
        label="When did the team first meet?", names="the date of the meeting"
    )
    team_met_chair = fields.PersonNameField(
        label="Who chaired it?", names="the name of the chair", max_length=150
    )
    team_met_note = fields.LongTextField(label="What came of it", rows=4, required=False)
    minutes_sent_on = fields.PastDateField(
        label="When were the minutes sent out?",
        names="the date they were sent",
        help_text="The lead professional keeps them and sends them out",
        required=False,
    )
    minutes_sent_by = fields.PersonNameField(label="Who sent them?", required=False, max_length=150)


class AgreeStepDownForm(forms.Form):
    """A manager's agreement to a step-down."""

    submit_label = "Agree to the step-down"
    reason_field = "note"

    agreed_on = fields.PastDateField(
        label="When did you agree?",
        names="the date you agreed",
        help_text="Before the family is met about it",
    )
    note = fields.LongTextField(label="Comment", rows=3, required=False)
    version = forms.VersionField()


class CompleteFormForm(forms.Form):
    """That the referral form was read through."""

    submit_label = "The form is complete"

    confirmed = fields.CheckboxField(
        label="I read the form through, and it says what is needed",
        names="that the form was read through",
    )


FORMS: dict[str, type[StepDownForm]] = {
    "finding": FindingForm,
    "family": FamilyForm,
    "lead": LeadForm,
    "panel": PanelForm,
    "professional": ProfessionalForm,
    "meeting": MeetingForm,
    "team": TeamForm,
}
