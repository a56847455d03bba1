"""clocks 时限 — everything that is due, with its grounds. `due` lives only here; clocks never call anyone."""
