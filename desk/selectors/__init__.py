"""What the pages that span stages show."""
