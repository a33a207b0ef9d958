"""What templates about cases need."""
