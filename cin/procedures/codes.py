"""The code sets that procedures and records share, each a code and its label."""

from collections.abc import Mapping

CodeSet = Mapping[str, str]

ROLES: CodeSet = {
    "social_worker": "Social worker",
    "lead_professional": "Lead professional",
    "line_manager": "Line manager",
    "team_manager": "Team manager",
    "responsible_team_manager": "Manager of the responsible team",
    "receiving_team_manager": "Manager of the receiving team",
    "senior_practitioner": "Senior practitioner",
    "advanced_practitioner": "Advanced practitioner",
    "service_manager": "Service manager",
    "head_of_service": "Head of service",
    "iro": "Independent reviewing officer",
    "conference_chair": "Conference chair",
    "chair": "Chair of the meeting",
    "minute_taker": "Designated minute taker",
    "crs_officer": "Conference and review service officer",
    "early_help_manager": "Early help manager",
    "neighbourhood_lead": "Neighbourhood lead",
    "team_admin": "Team administrator",
    "closure_admin": "Named closure administrator",
    "mdt_specialist": "Multi-disciplinary team specialist",
    "panel_member": "Panel member",
    "caldicott_guardian": "Caldicott guardian",
    "legal": "Legal services",
    "agency_professional": "Professional of another agency",
    "parent_carer": "Parent or carer",
    "child": "Child",
    "procedure_admin": "Procedure administrator",
}

COHORTS: CodeSet = {
    "disabled": "Disabled child",
    "nrpf_cin": "No recourse to public funds, with a welfare concern",
    "nrpf_only": "No recourse to public funds, destitution only",
    "private_fostering": "Privately fostered",
    "private_law": "Private law proceedings",
    "cwd_team": "Open to the children with disabilities team",
    "workbook_exempt": "Workbook and group supervision not used",
}

VISIT_KINDS: CodeSet = {
    "cin": "Child in need visit",
    "initial": "Initial visit",
    "private_fostering": "Private fostering visit",
    "nrpf": "No recourse to public funds home visit",
    "s47": "Section 47 visit",
    "joint": "Joint visit",
    "other": "Other visit",
}

MEETING_KINDS: CodeSet = {
    "initial": "Initial meeting",
    "review": "Review meeting",
    "closure": "Closure or step-down meeting",
    "disagreement": "Closure disagreement meeting",
    "other": "Other meeting",
}

INITIATION_REASONS: CodeSet = {
    "early_help_escalation": "Early help was received and a plan is now needed",
    "assessed_s17_10_a_b": "Assessed as in need of ongoing services, section 17(10)(a) or (b)",
    "cp_step_down": "Child protection plan ended with a step-down",
    "ceased_cared_for_statutory_review": "Ceased to be cared for: agreed in the final review",
    "ceased_cared_for_agreed_after": "Ceased to be cared for: plan agreed afterwards",
    "supervision_order": "Supervision order made",
    "family_assistance_order": "Family assistance order made",
    "order_transferred_in": "Responsibility for an order transferred in",
    "transfer_in": "Moved in with a child in need plan",
    "nrpf_destitution": "Destitute because of no recourse to public funds",
    "nrpf_plus_concern": "No recourse to public funds with a welfare concern",
    "disabled_s17_10_c": "Disabled child, section 17(10)(c)",
    "court_s7": "Court asked for a welfare report, section 7",
    "court_s37": "Court asked for an investigation, section 37",
    "s47_not_substantiated": "Section 47 enquiry: concerns not substantiated",
    "private_fostering_cin": "Services for a privately fostered child",
}

CEASE_REASONS: CodeSet = {
    "no_longer_in_need": "No longer a child in need",
    "cp_plan": "Became the subject of a child protection plan",
    "cared_for": "Became cared for by the authority",
    "order_ended": "Supervision or family assistance order ended",
    "moved_transferred": "Moved, and the case transferred to another authority",
    "left_england_wales": "Moved permanently outside England and Wales",
    "turned_18": "Turned 18",
    "child_died": "The child died",
    "step_down_early_help": "Stepped down to early help",
}

REVIEW_OUTCOMES: CodeSet = {
    "no_longer_cin": "No longer a child in need: recommend closing",
    "step_down_tac": "Team around the child to be set up",
    "continue_cin": "Continues to be a child in need",
    "specialist_assessment": "Specialist assessment needed",
    "update_assessment": "Assessment to be updated",
    "significant_harm": "At risk of significant harm: strategy discussion",
    "extend_beyond_12m": "Support to continue beyond 12 months",
}

REVIEW_SUB_OUTCOMES: CodeSet = {
    "single_agency": "Support from a single agency",
    "multi_agency_plan": "Multi-agency plan without children's social care",
    "multi_agency_family_plan": "Multi-agency family plan",
    "step_down_tac": "Team around the child",
    "early_help": "Early help through the step-down process",
    "named_lead": "A lead professional, who is named",
    "universal": "Universal services",
    "no_further_services": "No further services",
    "strategy": "Strategy discussion or meeting",
    "legal_planning_meeting": "Legal planning meeting",
}

CLOSURE_DESTINATIONS: CodeSet = {
    "universal": "Universal services",
    "single_agency": "A single agency",
    "multi_agency_plan": "A multi-agency plan without children's social care",
    "early_help": "Early help",
    "caf_tac": "Common assessment and team around the child",
    "early_help_panel": "Early help panel or family solutions team",
    "eha_taf": "Early help assessment and team around the family",
    "family_together": "Family Together intervention plan",
    "other_authority": "Another local authority",
    "no_further_services": "No further services",
}

EARLY_HELP_DESTINATIONS = frozenset(
    {"early_help", "caf_tac", "early_help_panel", "eha_taf", "family_together"}
)

REFERRAL_SOURCES: CodeSet = {
    "1A": "Individual: family member, relative or carer",
    "1B": "Individual: acquaintance, such as a neighbour or childminder",
    "1C": "Individual: self",
    "1D": "Individual: other, such as a stranger or an MP",
    "2A": "Schools",
    "2B": "Education services",
    "3A": "Health: GP",
    "3B": "Health: health visitor",
    "3C": "Health: school nurse",
    "3D": "Health: other primary health services",
    "3E": "Health: accident and emergency",
    "3F": "Health: other, such as a hospice",
    "4": "Housing",
    "5A": "Local authority: social care, such as adults' services",
    "5B": "Local authority: other internal service",
    "5C": "Local authority: another authority",
    "5D": "Local authority: early help",
    "6": "Police",
    "7": "Other legal agency, such as a court, probation or Cafcass",
    "8": "Other, such as a children's centre or a voluntary organisation",
    "9": "Anonymous",
    "10": "Unknown",
}

PRIMARY_NEEDS: CodeSet = {
    "N1": "Abuse or neglect",
    "N2": "Child's disability or illness",
    "N3": "Parental disability or illness",
    "N4": "Family in acute stress",
    "N5": "Family dysfunction",
    "N6": "Socially unacceptable behaviour",
    "N7": "Low income",
    "N8": "Absent parenting",
    "N9": "Cases other than children in need",
    "N0": "Not stated",
}

# The census's factors identified at the end of an assessment: A is the child, B a parent or carer,
# C another person in the household.
ASSESSMENT_FACTORS: CodeSet = {
    "1A": "Alcohol misuse: child",
    "1B": "Alcohol misuse: parent or carer",
    "1C": "Alcohol misuse: another person in the household",
    "2A": "Drug misuse: child",
    "2B": "Drug misuse: parent or carer",
    "2C": "Drug misuse: another person in the household",
    "3A": "Domestic abuse: child is the victim",
    "3B": "Domestic abuse: parent or carer is the victim",
    "3C": "Domestic abuse: another person in the household is the victim",
    "4A": "Mental health: child",
    "4B": "Mental health: parent or carer",
    "4C": "Mental health: another person in the household",
    "5A": "Learning disability: child",
    "5B": "Learning disability: parent or carer",
    "5C": "Learning disability: another person in the household",
    "6A": "Physical disability or illness: child",
    "6B": "Physical disability or illness: parent or carer",
    "6C": "Physical disability or illness: another person in the household",
    "7A": "Young carer",
    "8B": "Privately fostered: from overseas, intends to return",
    "8C": "Privately fostered: from overseas, intends to stay",
    "8D": "Privately fostered: from the United Kingdom, in an educational placement",
    "8E": "Privately fostered: from the United Kingdom, alternative family arrangement",
    "8F": "Privately fostered: other arrangement",
    "9A": "Unaccompanied asylum-seeking child",
    "10A": "Going or being missing",
    "11A": "Child sexual exploitation",
    "12A": "Trafficking",
    "13A": "Gangs",
    "14A": "Socially unacceptable behaviour",
    "15A": "Self-harm",
    "16A": "Neglect",
    "17A": "Emotional abuse",
    "18B": "Physical abuse: by another child",
    "18C": "Physical abuse: by an adult",
    "19B": "Sexual abuse: by another child",
    "19C": "Sexual abuse: by an adult",
    "22A": "Female genital mutilation",
    "23A": "Abuse linked to faith or belief",
    "24A": "Child criminal exploitation",
    "20": "Other factor",
    "21": "No factors identified",
}
NO_FACTORS = "21"

SEXES: CodeSet = {"M": "Male", "F": "Female", "U": "Unknown or not yet born"}

# What the record of a visit may ask beyond what it always asks: the names of its fields.
VISIT_QUESTIONS: CodeSet = {
    "people_present": "Who was there",
    "home_conditions": "What the home was like",
    "parents_views": "What the parents or carers said",
    "spoken_to": "Each child: spoken to",
    "wishes": "Each child: wishes and feelings",
    "lived_experience": "Each child: daily lived experience",
    "observations": "Each child: what was observed",
    "purpose": "What the visit was for",
    "prepares_for": "The meeting it prepares for",
    "direct_work": "Direct work",
    "motivational_interviewing": "Motivational interviewing",
    "plan_progress": "Progress of the plan",
    "safety_plan_reviewed": "Safety plan reviewed",
    "new_significant_change": "New significant change",
    "purpose_explained": "Purpose, reason and method of assessment explained",
    "consent_obtained": "Signed consent of those with parental responsibility",
    "family_network": "Who is in the family network",
    "fgc_explained": "Family Group Conference explained",
    "fgc_offered": "Family Group Conference offered, and the answer",
    "fnm_at": "Date and time of the family network meeting",
    "genogram_done": "Genogram completed with the family",
    "safety_contingency_done": "Safety and contingency planning done",
    "engagement_methods": "Ways to engage the child",
    "advocacy_considered": "Advocacy considered",
    "attendees_discussed": "Whom the family wants at the meeting",
    "immigration_status": "Immigration status",
    "subsistence": "Money and food",
    "accommodation": "Accommodation",
    "carer_seen": "Private foster carer seen",
    "arrangement_ok": "Private fostering arrangement suitable",
}

CODE_SETS: Mapping[str, CodeSet] = {
    "roles": ROLES,
    "cohorts": COHORTS,
    "visit_kinds": VISIT_KINDS,
    "visit_questions": VISIT_QUESTIONS,
    "meeting_kinds": MEETING_KINDS,
    "initiation_reasons": INITIATION_REASONS,
    "cease_reasons": CEASE_REASONS,
    "review_outcomes": REVIEW_OUTCOMES,
    "review_sub_outcomes": REVIEW_SUB_OUTCOMES,
    "closure_destinations": CLOSURE_DESTINATIONS,
    "referral_sources": REFERRAL_SOURCES,
    "primary_needs": PRIMARY_NEEDS,
    "assessment_factors": ASSESSMENT_FACTORS,
    "sexes": SEXES,
}
