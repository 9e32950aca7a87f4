"""A message: what stands around its questions, which those are, and the facts that go with each.

`reader` is the way in. In its order: `tables`, `parts`, `repairs`, `likewise`, `asides`, `sentences`, `cases`,
`groups`, `children`, `context`.
"""
