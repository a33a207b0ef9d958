"""Pages about closing a case."""

from closures.views.closing import DecideClosureView, ProposeClosureView, closure

__all__ = ["DecideClosureView", "ProposeClosureView", "closure"]
