"""Whether what stands there is meant: denied, left open, put right."""
