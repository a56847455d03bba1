"""Tests that belong to no single slice: guards, journeys, the shared cast. One folder per room or slice."""
