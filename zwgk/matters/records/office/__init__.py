"""Office pages of records: list (`listing`), the page of one (`page`), typing (`editing`), verbs (`verbs`), what follows (`after`), rounds (`rounds`)."""
