"""Whole stories, told in a browser against a running house."""
