"""What happened and who looked; the one door through which a state moves."""
