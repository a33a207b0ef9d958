"""What was sent, to whom and when."""
