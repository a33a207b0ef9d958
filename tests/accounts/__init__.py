"""Signing in, signing out, changing a password."""
