"""What people fill in about an assessment and what belongs to it."""
