"""inspections: pure parts first, then the daily check through verbs and pages."""
