"""The questions that a procedure may ask at a visit; one without an answer stays so."""

from django.db import models


class Response(models.TextChoices):
    """What a family answered to an offer."""

    ACCEPTED = "accepted", "They accepted"
    DECLINED = "declined", "They declined"
    THINKING = "thinking", "They are thinking about it"


class Advocacy(models.TextChoices):
    """What came of thinking about an advocate for the child."""

    NOT_NEEDED = "not_needed", "Considered, not needed now"
    OFFERED = "offered", "Offered, not answered yet"
    ACCEPTED = "accepted", "Offered and accepted"
    DECLINED = "declined", "Offered and declined"


class Preparation(models.TextChoices):
    """The meeting a visit prepares the child and the family for."""

    INITIAL = "initial", "The initial meeting"
    REVIEW = "review", "A review"
    FAMILY_NETWORK = "fnm", "A family network meeting"
    CLOSING = "closing", "The closing meeting"
    OTHER = "other", "Another meeting"


def _yes_or_no() -> models.BooleanField:
    return models.BooleanField(null=True, blank=True)


class VisitAnswers(models.Model):
    """What the authority's template may ask about a visit as a whole."""

    purpose = models.TextField(blank=True)
    prepares_for = models.CharField(max_length=20, choices=Preparation.choices, blank=True)
    direct_work = models.TextField(blank=True)
    motivational_interviewing = models.TextField(blank=True)
    plan_progress = models.TextField(blank=True)
    safety_plan_reviewed = _yes_or_no()
    new_significant_change = _yes_or_no()
    change_details = models.TextField(blank=True)
    # The first visit.
    purpose_explained = _yes_or_no()
    consent_obtained = _yes_or_no()
    family_network = models.TextField(blank=True)
    fgc_explained = _yes_or_no()
    fgc_offered = _yes_or_no()
    fgc_response = models.CharField(max_length=20, choices=Response.choices, blank=True)
    fnm_at = models.DateTimeField(null=True, blank=True)
    fnm_late_reason = models.TextField(blank=True)
    genogram_done = _yes_or_no()
    safety_contingency_done = _yes_or_no()
    # Preparing for a meeting.
    engagement_methods = models.TextField(blank=True)
    advocacy_considered = models.CharField(max_length=20, choices=Advocacy.choices, blank=True)
    attendees_discussed = models.TextField(blank=True)
    # No recourse to public funds.
    immigration_status = models.TextField(blank=True)
    subsistence = models.TextField(blank=True)
    accommodation = models.TextField(blank=True)
    # Private fostering.
    carer_seen = _yes_or_no()
    arrangement_ok = _yes_or_no()
    arrangement_worries = models.TextField(blank=True)

    class Meta:
        abstract = True
