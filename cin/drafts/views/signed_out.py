"""What is sent by a page whose session has ended: it is kept for the person who opened the page."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import redirect, render
from django.views.csrf import csrf_failure

from cin.accounts.models import User
from cin.core.errors import TooMuchKept
from cin.core.keeping import KEEP, QUIETLY, GivenBack, answers_in, typed_in
from cin.core.templatetags.cin import time_of_day
from cin.drafts import tickets
from cin.drafts.models import Draft
from cin.drafts.reading import text_in
from cin.drafts.services import keep_draft
from cin.drafts.tickets import Ticket

SIGNED_OUT = "You were signed out. What you typed is kept: sign in to go on with it."
OPEN_TOO_LONG = "This page was open too long, so nothing was saved yet. Check it and save it again."
NOT_YOURS = (
    "This page was opened by somebody else, so nothing was saved in your name. "
    "What was typed in it is kept for the person who opened it."
)


def keep_for_owner(request: HttpRequest) -> tuple[Ticket | None, Draft | None]:
    """Keep what was sent for the person named by the page's ticket, whoever sends it; nothing
    without a good ticket. Refuses (TooMuchKept) as keeping does.
    """
    ticket = tickets.read(request.POST)
    if ticket is None:
        return None, None
    owner = User.objects.filter(pk=ticket.person_id, is_active=True).first()
    if owner is None:
        return None, None
    kept = keep_draft(person=owner, place=ticket.place, text=text_in(request.POST))
    return ticket, kept


def is_quiet(request: HttpRequest) -> bool:
    """Say whether the page itself sends what is being typed, without anybody waiting."""
    return request.POST.get(KEEP) == QUIETLY


def told_full(request: HttpRequest, full: TooMuchKept) -> HttpResponse:
    """Say that no more is kept for the owner of a page, and give back what was typed in it."""
    if is_quiet(request):
        return JsonResponse({"state": "full", "reason": full.message})
    given_back = GivenBack(typed_in(answers_in(request.POST), {}))
    context = {"reason": full.message, "given_back": given_back}
    return render(request, "409.html", context, status=409)


def told(state: str, kept: Draft | None, **more: Any) -> JsonResponse:
    """Tell the page what became of what it sent; `kept` is None when the form was acted on."""
    if kept is None:
        return JsonResponse({"state": "acted"})
    return JsonResponse({"state": state, "at": time_of_day(kept.saved_at), **more})


def answer_nobody(request: HttpRequest) -> HttpResponse | None:
    """Keep what comes from a page whose session has ended; its owner signs in and finds it."""
    try:
        ticket, kept = keep_for_owner(request)
    except TooMuchKept as full:
        return told_full(request, full)
    if ticket is None:
        return None
    if is_quiet(request):
        return told("signed_out", kept)
    messages.warning(request, SIGNED_OUT)
    return redirect_to_login(ticket.place.address)


def answer_stranger(request: HttpRequest) -> HttpResponse | None:
    """Keep what comes from a page that somebody else opened, and show none of it."""
    ticket = tickets.read(request.POST)
    if ticket is None or ticket.person_id == request.user.pk:
        return None
    try:
        _, kept = keep_for_owner(request)
    except TooMuchKept as full:
        return told_full(request, full)
    if is_quiet(request):
        return told("somebody_else", kept)
    return render(request, "403.html", {"reason": NOT_YOURS}, status=403)


def csrf_failed(request: HttpRequest, reason: str = "") -> HttpResponseBase:
    """Answer a page from before the last signing in: nothing is done, and nothing typed is lost.

    The ticket is what no other site can have; without it the page is refused as usual.
    """
    if not request.user.is_authenticated:
        return answer_nobody(request) or _refused(request, reason)
    if stranger := answer_stranger(request):
        return stranger
    try:
        ticket, kept = keep_for_owner(request)
    except TooMuchKept as full:
        return told_full(request, full)
    if ticket is None:
        return _refused(request, reason)
    if is_quiet(request):
        return told("kept", kept, csrf=get_token(request))
    messages.warning(request, OPEN_TOO_LONG)
    return redirect(ticket.place.address)


def _refused(request: HttpRequest, reason: str) -> HttpResponseBase:
    return csrf_failure(request, reason, template_name="403_csrf.html")
