"""The sections of an assessment: what the procedure asks for, and what is written."""

from dataclasses import dataclass

from assessments.models import Assessment, Heard
from cases.models import Case, CircumstanceKind, FamilyRole
from cases.selectors.circumstances import holding_now
from cases.selectors.people import family_of
from cin.policy.selectors import procedure_in_force

CHILD, PARENT = "child_views", "parent_views"
_PARENTS = (FamilyRole.MOTHER, FamilyRole.FATHER, FamilyRole.STEP_PARENT)


@dataclass(frozen=True, kw_only=True)
class Section:
    """One section of an assessment: its code and title, what it asks for, and what is written.

    `whose` names the person whose views it holds, and `heard` says how they were heard.
    """

    code: str
    title: str
    hint: str = ""
    text: str = ""
    whose: str = ""
    heard: str = ""

    @property
    def field(self) -> str:
        """Name the form field that holds the text."""
        return f"section-{self.code}"

    @property
    def heard_field(self) -> str:
        """Name the form field that says how the person was heard."""
        return f"heard-{self.code}"

    @property
    def base(self) -> str:
        """Give the code as the procedure has it, without the person."""
        return self.code.partition("-")[0]

    @property
    def heard_in_words(self) -> str:
        """Say how the person was heard, if that is known."""
        return dict(Heard.choices).get(self.heard, "")


def sections_for(case: Case) -> list[Section]:
    """List the sections of an assessment, without texts, in the order the authority's procedure
    sets; the views of parents are asked for one by one, where the family is known.
    """
    asked = procedure_in_force(case.authority_id).get("assessment_sections")
    parents = _parents_of(case) if any(each["code"] == PARENT for each in asked) else {}
    sections = []
    for each in asked:
        if each["code"] == PARENT and parents:
            sections += [
                Section(
                    code=f"{PARENT}-{pk}",
                    title=f"{name}’s views",
                    hint=each["hint"],
                    whose=name,
                )
                for pk, name in parents.items()
            ]
        else:
            sections.append(Section(whose=_whose(each["code"], case), **each))
    return [*sections, *_about_caring(case)]


def _about_caring(case: Case) -> list[Section]:
    """Ask what caring means for the child, of a young carer (HIL-08)."""
    title = procedure_in_force(case.authority_id).get("young_carer_section")
    if not title or CircumstanceKind.YOUNG_CARER not in {row.kind for row in holding_now(case)}:
        return []
    hint = (
        "What the child does for whom, how often, and what that means for school, friends, health."
    )
    return [Section(code="young_carer", title=title, hint=hint)]


def sections_of(assessment: Assessment) -> list[Section]:
    """List the sections of an assessment with their texts, in the order of the procedure.

    A section the procedure has dropped since keeps its title and its place at the end as long as it
    has a text. Once submitted or approved, an assessment has the sections it was written in.
    """
    known, texts = assessment.section_titles, assessment.sections
    sections = {section.code: section for section in sections_for(assessment.case)}
    if known and not assessment.is_editable:
        sections = {code: section for code, section in sections.items() if code in known}
    for code in sorted(known.keys() - sections.keys()):
        if texts.get(code, "").strip():
            sections[code] = Section(code=code, title=known[code])
    return [
        Section(
            code=code,
            title=section.title if assessment.is_editable else known.get(code, section.title),
            hint=section.hint,
            text=texts.get(code, ""),
            whose=section.whose,
            heard=assessment.heard.get(code, ""),
        )
        for code, section in sections.items()
    ]


def _parents_of(case: Case) -> dict[int, str]:
    """Give the child's parents by their id, or the other carers when no parent is known."""
    adults = [row for row in family_of(case) if row.role != FamilyRole.CHILD]
    parents = [row for row in adults if row.role in _PARENTS]
    return {row.person_id: str(row.person) for row in parents or adults}


def _whose(code: str, case: Case) -> str:
    if code == CHILD:
        return str(case.child)
    return "the parents" if code == PARENT else ""
