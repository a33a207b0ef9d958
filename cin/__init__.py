"""The ground floor: every stage of a case stands on it, and it knows no stage."""
