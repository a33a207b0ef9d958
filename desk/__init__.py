"""Pages that span the stages: today, the case list, the case."""
