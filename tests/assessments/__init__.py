"""Tests of the assessments app: its services, selectors and pages."""
