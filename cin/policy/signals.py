"""What the floors above are told about a procedure."""

from django.dispatch import Signal

# Sent on commit with `recomputation_id`, when the deadlines of an authority are to be worked out
# again. A signal that is lost loses nothing: the row is found again.
recomputation_asked = Signal()
