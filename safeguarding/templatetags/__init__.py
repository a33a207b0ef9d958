"""What templates of safeguarding need."""
