"""Reviewing it together."""
