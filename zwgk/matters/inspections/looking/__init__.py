"""Facts for the rules: our pages rendered inside the process, other sites asked politely, columns read from rows. Writes nothing."""
