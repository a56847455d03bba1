"""Staff pages of organs and people, one file per subject."""
