"""Staff pages of channels, one module per subject."""
