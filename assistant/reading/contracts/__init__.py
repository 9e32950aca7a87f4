"""Contracts in a text: for which segments somebody is contracted in which year."""
