"""Facts out of a text, each read with its part in it. Knows no tool's form, no message and no conversation.

`slots` reads all that one text gives, `told` what a piece of a message tells. What is harder has a folder of its own:
`days`, `amounts`, `contracts`, `products`, `providers`, `earlier_change`, and `certainty` for what is not meant.
"""
