"""What is asked of whoever writes, compares or publishes a procedure."""
