"""The applicant's pages: guide, before the form, the form, receipt, progress. No account; nothing is told without code and contact."""
