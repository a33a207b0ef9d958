"""Signing in, and changing one's password."""

from typing import Any

from django import forms as django_forms
from django.contrib.auth import forms as auth_forms
from django.contrib.auth.password_validation import password_validators_help_texts

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
    """Who is signing in."""

    username = TextField(label="Username", names="your username", width=20, autocomplete="username")
    password = PasswordField(
        label="Password", names="your password", autocomplete="current-password"
    )
    error_messages = {
        "invalid_login": "The username or the password is not right. "
        "Check them both, and that Caps Lock is off",
        "inactive": "This account is closed. Ask the people who look after this system",
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["username"].widget.attrs |= {"autocapitalize": "none", "spellcheck": "false"}
        self.fields["username"].widget.attrs.pop("maxlength", None)
        self.fields["username"].label = "Username"


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
