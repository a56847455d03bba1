"""briefings 报数、专报 — figures that were reported upwards, kept with their rows; the one page for the leader."""
