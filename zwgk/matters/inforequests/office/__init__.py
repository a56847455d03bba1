"""Staff pages of requests."""
