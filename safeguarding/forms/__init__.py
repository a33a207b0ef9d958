"""What people fill in when a child may be suffering significant harm."""
