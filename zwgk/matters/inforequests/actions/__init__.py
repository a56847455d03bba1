"""The verbs of a request, a file per group."""
