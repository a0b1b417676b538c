"""A plan that is being followed: what becomes of its days, and what is planned after."""
