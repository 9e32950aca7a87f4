"""The Model Context Protocol: fixed rules, search, questions and documents inside anyone's own assistant."""
