"""Staff pages of the site."""
