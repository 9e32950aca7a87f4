"""The line from a question to an answer: `graph` shows it, `steps` has a method a step, `state` walks it."""
