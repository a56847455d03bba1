"""Documents written to break the reader, each beside what a person reads in it."""
