"""Tests of the visits app: its services, selectors and pages."""
