"""Signing in, and changing one's password."""

from collections.abc import Callable
from typing import Any

from django import forms as django_forms
from django.conf import settings
from django.contrib.auth import forms as auth_forms
from django.contrib.auth.password_validation import password_validators_help_texts
from django.core.exceptions import ValidationError

from cin.accounts.models import User
from cin.core.fields import TextField
from cin.core.forms import Form
from cin.core.naming import Named


class PasswordField(Named, django_forms.CharField):
    """A password, kept exactly as typed and never shown."""

    def __init__(self, *, autocomplete: str, **kwargs: Any) -> None:
        widget = django_forms.PasswordInput(
            attrs={"autocomplete": autocomplete, "class": "govuk-input--width-20"}
        )
        super().__init__(strip=False, widget=widget, **kwargs)


class SignInForm(Form, auth_forms.AuthenticationForm):
    """Who is signing in; `admit` is asked with the username before the password is looked at."""

    username = TextField(label="Username", names="your username", width=20, autocomplete="username")
    password = PasswordField(
        label="Password", names="your password", autocomplete="current-password"
    )
    error_messages = {
        "invalid_login": "The username or the password is not right. "
        "Check them both, and that Caps Lock is off",
        "inactive": "This account is closed. Ask the people who look after this system",
        "too_often": "There have been too many attempts to sign in. "
        "Wait 15 minutes, then try again",
        "made_up": "This account belongs to the demonstration and cannot be used here. "
        "Ask the people who look after this system for one of your own",
    }

    def __init__(self, *args: Any, admit: Callable[[str], bool], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.admit = admit
        self.fields["username"].widget.attrs |= {"autocapitalize": "none", "spellcheck": "false"}
        self.fields["username"].widget.attrs.pop("maxlength", None)
        self.fields["username"].label = "Username"

    def clean(self) -> dict[str, Any]:
        """Look at the password, unless too many were wrong."""
        username = self.cleaned_data.get("username")
        if username and self.cleaned_data.get("password") and not self.admit(username):
            raise ValidationError(self.error_messages["too_often"], code="too_often")
        return super().clean()

    def confirm_login_allowed(self, user: User) -> None:
        """Refuse a closed account, and in production the made-up people of a demonstration."""
        super().confirm_login_allowed(user)
        made_up = user.authority is not None and user.authority.is_demonstration
        if made_up and settings.CIN_PRODUCTION:
            raise ValidationError(self.error_messages["made_up"], code="made_up")


class ChangePasswordForm(Form, auth_forms.PasswordChangeForm):
    """The old password, and the new one twice."""

    old_password = PasswordField(
        label="Your password now",
        names="your password as it is now",
        autocomplete="current-password",
    )
    new_password1 = PasswordField(
        label="New password", names="a new password", autocomplete="new-password"
    )
    new_password2 = PasswordField(
        label="New password again", names="the new password again", autocomplete="new-password"
    )
    field_order = ("old_password", "new_password1", "new_password2")
    error_messages = {
        "password_incorrect": "This is not your password as it is now",
        "password_mismatch": "The two new passwords are not the same",
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["new_password1"].help_text = " ".join(password_validators_help_texts())
