"""Staff pages: hand-overs, deputies, kept objects, what has no owner."""
