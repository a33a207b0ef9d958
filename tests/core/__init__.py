"""Tests of what every app is built from."""
