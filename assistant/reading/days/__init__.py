"""Days in a text: which they are, and what each is the day of."""
