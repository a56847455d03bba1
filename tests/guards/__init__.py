"""Guards: each holds one promise of ARCHITECTURE.md for the whole house, and says what to do when it is broken."""
