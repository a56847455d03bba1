"""search — one index of documents that are public: each offered document is a row, so that a rebuild needs no slice."""
