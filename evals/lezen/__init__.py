"""How well facts are read out of messages: templates with known facts, filled at random, and what the tool got."""
