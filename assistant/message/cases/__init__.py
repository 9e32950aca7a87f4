"""The cases of a message: who or what each is about, and what is told of it.

`names` and `marks` find who or what a case is about (a first name; a label, an initial, a number, an item of a list, a
day); `shares` and `stretches` give each its text (wherever it is named again; from its mark to the next); `facts` says
in what they differ. `children`, `apart` and `stacks` decide from those whether there are cases; `questions` makes
the question of each, and `assistant.message.children` those of children.
"""
