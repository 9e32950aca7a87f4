"""Fill the input of each tool from slots: which tool fits a question, with which input, and how surely.

A form says nothing about the answer. It gives no candidate when the question is not for its tool, so that the documents
answer. The words that point to a tool, and those by which a form reads its input, stand in the vocabulary.
"""

from assistant.forms.question import Formulier, Kandidaat, Vraag, maak_vraag
from assistant.forms.signaalbudget import is_rest, rollen
from assistant.forms.table import FORMULIEREN, kandidaten, volgorde

__all__ = [
    "FORMULIEREN",
    "Formulier",
    "Kandidaat",
    "Vraag",
    "is_rest",
    "kandidaten",
    "maak_vraag",
    "rollen",
    "volgorde",
]
