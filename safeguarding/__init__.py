"""Stepping up: a concern and the manager's decision about it."""
