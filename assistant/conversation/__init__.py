"""A conversation: each turn by itself, the facts of turns together, the threads they make."""
