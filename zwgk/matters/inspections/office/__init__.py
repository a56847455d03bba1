"""Staff pages of the daily check."""
