"""Office pages: making a call (`making`), watching and merging it (`watching`, `merging`), the unit's own page (`filling`)."""
