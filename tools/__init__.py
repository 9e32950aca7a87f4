"""Deterministic decisions on the knowledge base: pure functions, one envelope, one registry."""
