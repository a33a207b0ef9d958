"""Keeping deadlines true, and raising and clearing the alerts they cause."""
