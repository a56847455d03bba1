"""Staff pages of the annual report."""
