"""Local authorities, teams, people who use the system, and what they may do."""
