"""The child, the family, the referral, the case and its allocation."""
