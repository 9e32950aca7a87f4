"""Whether an allocation was changed before, as a story or the field of a form tells it."""
