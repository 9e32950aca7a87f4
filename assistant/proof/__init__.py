"""What a text claims, and whether a tool or a passage bears it."""
