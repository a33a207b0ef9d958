"""What is due: deadlines and the alerts raised from them."""
