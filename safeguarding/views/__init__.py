"""Pages about concerns, strategy discussions and section 47 enquiries."""
