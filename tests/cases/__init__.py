"""Tests of the cases app: its services, selectors and pages."""
