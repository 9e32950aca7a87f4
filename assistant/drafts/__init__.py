"""A reply to an incoming mail, as a draft that a person looks through. `reply` is the way in."""
