"""What an administrator of the machine can ask for."""
