"""Noting that one has read what a colleague sent."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from cases.services import notices
from cin.accounts.requests import SignedInRequest


@require_POST
def read_notice(request: SignedInRequest, notice_id: int) -> HttpResponse:
    """Note that it was read, and go back to the first page."""
    notices.read_notice(notice_id=notice_id, actor=request.user)
    return redirect("desk:today")
