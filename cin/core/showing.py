"""Saved values in the words of the form that asks for them."""

from datetime import datetime
from typing import Any

from django import forms

from cin.core.templatetags.cin import moment, plain_day


def in_words(asked: forms.Field | None, value: Any) -> str:
    """Say what is saved under a field: its choice by its label, a day or moment written out."""
    if value is None or value == "":
        return "(left empty)"
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, datetime):
        return moment(value)
    choices = dict(getattr(asked, "choices", None) or {})
    if isinstance(value, list):
        return "\n".join(str(choices.get(each, each)) for each in value)
    return str(choices.get(value) or plain_day(value) or value)
