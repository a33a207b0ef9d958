"""Coming in, going out, and changing one's password."""

from typing import Any

from django.contrib import messages
from django.contrib.auth import views
from django.contrib.auth.forms import AuthenticationForm
from django.http import HttpRequest, HttpResponse
from django.urls import reverse_lazy

from cin.accounts.forms import ChangePasswordForm, SignInForm
from cin.accounts.models import SignInAttempt, User
from cin.accounts.requests import address_of
from cin.accounts.services import accept_attempt, begin_attempt, fail_attempt, note_sign_out


class SignInView(views.LoginView):
    """Let a person in, and take them where they wanted to go if that is one of our own pages;
    every attempt is counted and written down.
    """

    form_class = SignInForm
    template_name = "accounts/sign_in.html"
    redirect_authenticated_user = True
    attempt: SignInAttempt | None = None

    def get_form_kwargs(self) -> dict[str, Any]:
        """Have the form ask here before it looks at a password."""
        return {**super().get_form_kwargs(), "admit": self.admit}

    def admit(self, username: str) -> bool:
        """Count the attempt; say whether the password may be looked at."""
        self.attempt = begin_attempt(username=username, address=address_of(self.request))
        return self.attempt is not None

    def form_valid(self, form: AuthenticationForm) -> HttpResponse:
        """Write down who came in before letting them."""
        if self.attempt:
            accept_attempt(self.attempt, person=form.get_user())
        return super().form_valid(form)

    def form_invalid(self, form: AuthenticationForm) -> HttpResponse:
        """Write down the failure; a refusal is written down already."""
        if self.attempt:
            fail_attempt(self.attempt)
        return super().form_invalid(form)


class SignOutView(views.LogoutView):
    """Let a person out; only the button does, so that no link elsewhere can."""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """End the session and say so on the page to sign in."""
        if isinstance(request.user, User):
            note_sign_out(request.user)
        response = super().post(request, *args, **kwargs)
        messages.success(
            request, "You have signed out. On a shared computer, close the browser as well."
        )
        return response


class ChangePasswordView(views.PasswordChangeView):
    """Change one's own password; the other browsers one was signed in with are signed out."""

    form_class = ChangePasswordForm
    template_name = "accounts/change_password.html"
    success_url = reverse_lazy("accounts:password_changed")


class PasswordChangedView(views.PasswordChangeDoneView):
    """Say that the password has changed."""

    template_name = "accounts/password_changed.html"
