"""Staff pages: what waits for me, one review, the paper, the emergency, the process in force, figures."""
