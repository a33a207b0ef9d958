"""Statutory returns."""
