"""What is said of people coming in and going out."""

from django.dispatch import Signal

# Sent inside the transaction with `action`, `subject` (an attempt, or the person), `person` (None
# when nobody came in) and `details`; whoever listens may refuse by raising.
came_or_went = Signal()
