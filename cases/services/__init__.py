"""Writing about cases: the referral, the allocation, and the stages a case passes through."""
