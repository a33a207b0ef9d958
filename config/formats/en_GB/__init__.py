"""How dates and times are written in the United Kingdom."""
