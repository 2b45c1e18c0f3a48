"""What is kept of contacts: the encrypted journal of those under way and those not yet purged."""
