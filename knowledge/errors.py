"""The errors a user can see, as one small tree.

WegwijzerError            something of ours or of a service failed (exit status 1)
├── KennisFout            the knowledge base does not load; carries every fault with file and line
└── InvoerFout            the input is wrong; names the field and what is allowed (exit status 2, HTTP 422)

Every message is one Dutch sentence that a user can act on.
"""

from __future__ import annotations

from dataclasses import dataclass


class WegwijzerError(Exception):
    """A fault of ours or of a service we use."""


@dataclass(frozen=True, order=True)
class Fout:
    """One fault in a file of the knowledge base."""

    bestand: str
    regel: int
    melding: str

    def __str__(self) -> str:
        return f"{self.bestand}:{self.regel}: {self.melding}"


class KennisFout(WegwijzerError):
    """The knowledge base is not whole; `fouten` has every fault, not only the first."""

    def __init__(self, fouten: list[Fout]) -> None:
        self.fouten = sorted(set(fouten))
        super().__init__("De kennisbank klopt niet:\n" + "\n".join(f"  {fout}" for fout in self.fouten))


class InvoerFout(WegwijzerError):
    """Wrong input: `field` is the dotted name of the input, the message says what is allowed."""

    def __init__(self, field: str, message: str) -> None:
        self.field = field
        self.message = message
        super().__init__(f"{field}: {message}")
