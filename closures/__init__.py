"""Finishing well: every ending of a case."""
