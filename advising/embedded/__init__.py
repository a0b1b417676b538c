"""PostgreSQL that starts itself when no DATABASE_URL is given: development and tests only."""
