"""Deadlines kept true, and alerts raised and cleared."""
