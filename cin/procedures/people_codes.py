"""The code sets about people: those of the national children in need census, and our own where it
has none.
"""

from cin.procedures.codes import CodeSet

ETHNICITIES: CodeSet = {
    "WBRI": "White British",
    "WIRI": "White Irish",
    "WIRT": "Traveller of Irish heritage",
    "WROM": "Gypsy or Roma",
    "WOTH": "Any other White background",
    "MWBC": "White and Black Caribbean",
    "MWBA": "White and Black African",
    "MWAS": "White and Asian",
    "MOTH": "Any other mixed background",
    "AIND": "Indian",
    "APKN": "Pakistani",
    "ABAN": "Bangladeshi",
    "AOTH": "Any other Asian background",
    "BCRB": "Caribbean",
    "BAFR": "African",
    "BOTH": "Any other Black background",
    "CHNE": "Chinese",
    "OOTH": "Any other ethnic group",
    "REFU": "Would rather not say",
    "NOBT": "Not yet asked",
}

# The census's NONE is not a kind: it is what a child who is not disabled is sent with.
DISABILITIES: CodeSet = {
    "MOB": "Mobility",
    "HAND": "Hand function",
    "PC": "Personal care",
    "INC": "Incontinence",
    "COMM": "Communication",
    "LD": "Learning",
    "HEAR": "Hearing",
    "VIS": "Vision",
    "BEH": "Behaviour",
    "CON": "Consciousness",
    "AUT": "Autism, diagnosed",
    "DDA": "Another disability under the Equality Act 2010",
}

UPN_MISSING: CodeSet = {
    "UN1": "Not of school age and has none yet",
    "UN2": "Never attended a maintained school in England",
    "UN3": "Educated outside England",
    "UN4": "Newly looked after, and not known yet",
    "UN5": "Sources disagree about the child, and none is reliable",
    "UN6": "Other reason accepted by the census",
    "UN7": "Referral that ended with no further action",
    "UN8": "New to the authority, and not known yet",
    "UN9": "Never attended a state-funded school or further education",
    "UN10": "Request that ended with no further action before it was known",
}

SEND_SUPPORT: CodeSet = {
    "N": "No special educational needs known",
    "K": "Special educational needs support",
    "E": "Education, health and care plan",
}

RELIGIONS: CodeSet = {
    "none": "No religion",
    "buddhist": "Buddhist",
    "christian": "Christian",
    "hindu": "Hindu",
    "jewish": "Jewish",
    "muslim": "Muslim",
    "sikh": "Sikh",
    "other": "Another religion",
    "refused": "Would rather not say",
}

IMMIGRATION_STATUSES: CodeSet = {
    "british": "British or Irish citizen",
    "settled": "Settled, or indefinite leave to remain",
    "pre_settled": "Pre-settled status",
    "limited_leave": "Limited leave to remain",
    "refugee": "Refugee or humanitarian protection",
    "asylum_seeker": "Asking for asylum",
    "uasc": "Unaccompanied child asking for asylum",
    "visa": "On a visa",
    "no_leave": "No leave to be in the country",
    "unknown": "Not known",
}

LEGAL_ORDERS: CodeSet = {
    "supervision": "Supervision order",
    "interim_supervision": "Interim supervision order",
    "family_assistance": "Family assistance order",
    "child_arrangements": "Child arrangements order",
    "special_guardianship": "Special guardianship order",
    "prohibited_steps": "Prohibited steps order",
    "specific_issue": "Specific issue order",
    "education_supervision": "Education supervision order",
    "child_assessment": "Child assessment order",
    "emergency_protection": "Emergency protection order",
    "police_protection": "Police protection",
    "interim_care": "Interim care order",
    "care": "Care order",
    "placement": "Placement order",
    "adoption": "Adoption order",
    "wardship": "Wardship",
    "non_molestation": "Non-molestation order",
    "occupation": "Occupation order",
    "forced_marriage": "Forced marriage protection order",
    "fgm": "Female genital mutilation protection order",
    "court_report_s7": "Direction for a welfare report, section 7",
    "court_report_s37": "Direction to investigate, section 37",
    "other": "Another order",
}

NAME_KINDS: CodeSet = {
    "alias": "Also known as",
    "previous": "Previous name",
    "birth": "Name at birth",
    "married": "Name by marriage",
    "spelling": "Another spelling",
}

AGENCY_KINDS: CodeSet = {
    "nursery": "Nursery or childminder",
    "school": "School",
    "college": "College",
    "alternative_provision": "Alternative provision",
    "gp": "GP practice",
    "health_visiting": "Health visiting",
    "school_nursing": "School nursing",
    "hospital": "Hospital or community health",
    "mental_health": "Mental health service",
    "substance_misuse": "Substance misuse service",
    "domestic_abuse": "Domestic abuse service",
    "police": "Police",
    "probation": "Probation",
    "youth_justice": "Youth justice",
    "housing": "Housing",
    "early_help": "Early help",
    "social_care": "Social care",
    "voluntary": "Voluntary organisation",
    "legal": "Court or legal service",
    "other": "Another agency",
}
EDUCATION_KINDS = ("nursery", "school", "college", "alternative_provision")

ADDRESS_KINDS: CodeSet = {
    "home": "Home",
    "second_home": "Second home, such as another parent's",
    "temporary": "Temporary, such as a refuge or a relative's",
    "post": "For letters only",
}

CONTACT_KINDS: CodeSet = {"mobile": "Mobile", "phone": "Telephone", "email": "Email"}

CONTACT_FLAGS: CodeSet = {
    "no_telephone": "Do not telephone",
    "no_message": "Leave no message, and do not say who is calling",
    "no_letter": "Send no letters home",
    "no_text": "Send no texts or emails",
    "through_other": "Contact only through somebody else",
    "address_secret": "The address must be told to nobody in the family",
    "contact_other": "Another caution about contact",
}
VISIT_FLAGS: CodeSet = {
    "visit_in_pairs": "Do not visit alone",
    "no_home_visit": "Do not visit at home",
    "violence": "Violence or threats towards workers",
    "weapons": "Weapons or dangerous things at home",
    "animals": "Dangerous animal",
    "other_adult": "A dangerous person lives or visits there",
    "infection": "Risk of infection",
    "visit_other": "Another caution about visits",
}
SAFETY_FLAGS: CodeSet = {**CONTACT_FLAGS, **VISIT_FLAGS}
