"""What an answer is made of, whoever makes it: citations, several answers in one, what is said beside it."""
