"""The line from a question to a proven answer."""
