"""catalogue 目录 — fields, standard catalogue entries, columns and their keepers, registers of powers and services."""
