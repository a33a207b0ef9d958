"""Understanding the need."""
