"""What pages and other stages read about cases."""
