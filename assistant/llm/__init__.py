"""Language model mode: a model words what is certain already; it decides nothing and writes no exact fact.

`model` opens it, `slots` takes the facts out of a draft, `parts` says what may be worded, `prose` lets it write,
`reread` lets it put an unclear question into clear Dutch. Imported only when `WEGWIJZER_MODEL` is set.
"""
