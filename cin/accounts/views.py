"""Coming in, going out, and changing one's password."""

from typing import Any

from django.contrib import messages
from django.contrib.auth import views
from django.http import HttpRequest, HttpResponse
from django.urls import reverse_lazy

from cin.accounts.forms import ChangePasswordForm, SignInForm


class SignInView(views.LoginView):
    """Let a person in, and take them where they wanted to go if that is one of our own pages."""

    form_class = SignInForm
    template_name = "accounts/sign_in.html"
    redirect_authenticated_user = True


class SignOutView(views.LogoutView):
    """Let a person out; only the button does, so that no link elsewhere can."""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """End the session and say so on the page to sign in."""
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
