"""What people typed in forms and have not sent yet: kept for them, shown to nobody else."""
