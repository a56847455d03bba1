"""Inspection rounds 督导检查: what a round finds becomes findings (problem, order, proof, closure)."""
