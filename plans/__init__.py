"""Agreeing what will change."""
