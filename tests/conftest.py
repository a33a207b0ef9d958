"""What every test starts with."""
