"""Pages about an assessment and what belongs to it."""
