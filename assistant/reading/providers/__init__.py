"""Who delivers which allocation.

`names` finds providers, `marks` the signs of a story, `links` puts them together; `changes` reads later turns, `doubt`
says when a story is not to be read so; `allocations` uses all of them.
"""
