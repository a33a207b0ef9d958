"""What pages answer about kept text."""
