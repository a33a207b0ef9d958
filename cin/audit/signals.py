"""The one signal in the house."""

from django.dispatch import Signal

# Sent on commit with `case_id`, after anything about that case was written.
case_changed = Signal()
