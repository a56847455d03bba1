"""Staff pages of governance: the registers and their people, and the filing."""
