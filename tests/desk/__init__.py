"""The pages that span stages."""
