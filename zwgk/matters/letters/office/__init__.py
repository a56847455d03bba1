"""Staff pages of letters: `register` (list, batch, writing), `letter` (one letter and its verbs), `settings` (templates, numbers, seal)."""
