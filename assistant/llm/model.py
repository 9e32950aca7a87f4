"""The chat model behind one small face: text as it comes, or one object; never longer than the time it gets.

Every provider of LangChain's `init_chat_model` fits. Whatever goes wrong with it is a `ModelFout`, so that the caller
needs to know no provider.
"""

from __future__ import annotations

import contextvars
import logging
import queue
import re
import threading
from collections.abc import Callable, Generator, Iterator
from time import monotonic
from typing import TYPE_CHECKING, Any, TypeVar

from assistant.stopping import stopped
from knowledge.errors import InvoerFout

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel
    from pydantic import BaseModel

    from assistant.settings import Settings

logger = logging.getLogger(__name__)
Bericht = tuple[str, str]
"""Role (`system`, `user` or `assistant`) and text."""
S = TypeVar("S", bound="BaseModel")
RUST = 15.0
"""Seconds for which a model that did not answer is left alone, so that not every question waits for it."""
_ONBEREIKBAAR = re.compile("Connect|Timeout")  # as errors of providers and of httpx are called
KIJK = 0.2
"""Seconds between two looks at whether anybody still waits for the answer."""
TEKENS_PER_TOKEN = 6
"""Most characters that a token is taken to hold; a model that writes on past its budget is cut off there."""

_EXTRAS = {"openai": "openai", "anthropic": "anthropic", "mistralai": "mistral", "ollama": "ollama"}
"""Provider -> the extra of this package that brings it."""


class ModelFout(Exception):
    """The model gave nothing that can be used; the reason in a few words, without any text of a question.

    `onbereikbaar`: it did not answer at all, and will not the next moment either.
    """

    def __init__(self, reden: str, *, onbereikbaar: bool = False) -> None:
        super().__init__(reden)
        self.onbereikbaar = onbereikbaar


def open_model(settings: Settings) -> Taalmodel:
    """The model that is set; nothing is sent to it yet.

    Raises:
        InvoerFout: the provider is unknown, its package is not installed, or a setting does not fit.
    """
    from langchain.chat_models import init_chat_model

    assert settings.model is not None
    aanbieder, naam = _lees_naam(settings.model, met_url=settings.model_url is not None)
    try:
        model = init_chat_model(naam, model_provider=aanbieder, **_argumenten(settings, aanbieder))
    except ImportError as fout:
        extra = _EXTRAS.get(aanbieder or "")
        hulp = f"pip install 'wegwijzer-jeugdhulp[{extra}]'" if extra else "installeer het LangChain-pakket ervan"
        raise InvoerFout("model", f"voor {settings.model[:80]!r} ontbreekt een pakket; {hulp}") from fout
    except Exception as fout:  # each provider has errors of its own for a missing key or a wrong value
        if aanbieder is None:
            uitleg = "noem de aanbieder erbij, zoals openai:gpt-4o-mini of ollama:llama3.1"
        else:
            uitleg = "controleer WEGWIJZER_MODEL, WEGWIJZER_MODEL_URL en WEGWIJZER_MODEL_KEY"
        raise InvoerFout("model", f"{settings.model[:80]!r} is niet te openen; {uitleg}") from fout
    return Taalmodel(settings.model, model, settings.model_timeout, settings.model_retries, settings.model_tokens)


def _lees_naam(gekozen: str, *, met_url: bool) -> tuple[str | None, str]:
    """Provider and name; with a URL of one's own and no provider the server speaks OpenAI's protocol."""
    aanbieder, dubbel, naam = gekozen.partition(":")
    if dubbel and aanbieder.replace("_", "").isalpha():
        return aanbieder, naam
    return ("openai" if met_url else None), gekozen


def _argumenten(settings: Settings, aanbieder: str | None) -> dict[str, Any]:
    """What a provider must be told, in its own names."""
    argumenten: dict[str, Any] = {}
    if settings.model_url is not None:
        argumenten["base_url"] = settings.model_url
    if settings.model_key is not None:
        argumenten["api_key"] = settings.model_key
    elif settings.model_url is not None and aanbieder == "openai":
        argumenten["api_key"] = "geen"  # a server of one's own often needs none, the client does
    if aanbieder == "ollama":
        argumenten.pop("api_key", None)
        return argumenten | {"num_predict": settings.model_tokens, "client_kwargs": {"timeout": settings.model_timeout}}
    if aanbieder == "mistralai":
        return argumenten | {"max_tokens": settings.model_tokens, "timeout": max(1, int(settings.model_timeout))}
    return argumenten | {
        "max_tokens": settings.model_tokens,
        "timeout": settings.model_timeout,
        "max_retries": 0,  # we try again ourselves, within the time there is
    }


class Taalmodel:
    """A chat model with a limit of time, length and tries; may be used from many threads.

    Args:
        naam: as in the setting, for `versions.model`.
        model: the LangChain model.
        timeout: seconds that one text may take, all tries together.
        retries: how often a call that gave nothing is made again.
        tokens: most tokens of one text.
    """

    def __init__(self, naam: str, model: BaseChatModel, timeout: float, retries: int, tokens: int) -> None:
        self.naam = naam
        self.tokens = tokens
        self._model = model
        self._timeout = timeout
        self._retries = retries
        self._rust_tot = 0.0

    @property
    def rust(self) -> bool:
        """Whether it did not answer a moment ago, and is left alone for a while."""
        return monotonic() < self._rust_tot

    def schrijf(self, berichten: list[Bericht]) -> Generator[str, None, None]:
        """Text as it comes.

        Raises:
            ModelFout: nothing came, it took too long, or it grew too long.
        """
        over = self.tokens * TEKENS_PER_TOKEN
        for stuk in self._met_grens(lambda: (_tekst(deel) for deel in self._model.stream(berichten)), self._timeout):
            over -= len(stuk)
            if over < 0:
                raise ModelFout("de tekst werd te lang")
            yield stuk

    def lees(self, berichten: list[Bericht], vorm: type[S], aandeel: float = 0.5) -> S:
        """One object of this form, within a share of the time.

        Raises:
            ModelFout: nothing came, or nothing of this form.
        """
        gestructureerd = self._model.with_structured_output(vorm)
        uit = list(self._met_grens(lambda: iter([gestructureerd.invoke(berichten)]), self._timeout * aandeel))
        if not uit or not isinstance(uit[0], vorm):
            raise ModelFout("het model gaf niet de gevraagde vorm")
        return uit[0]

    def _met_grens(self, begin: Callable[[], Iterator[Any]], seconden: float) -> Iterator[Any]:
        """What a call gives, from a thread of its own: a provider's own time limit is often one per read."""
        eind = monotonic() + seconden
        for nog in range(self._retries, -1, -1):
            gegeven = False
            try:
                for deel in _in_draad(begin, eind):
                    gegeven = True
                    yield deel
            except ModelFout as fout:
                if not gegeven and nog and monotonic() < eind:
                    continue
                if not gegeven and fout.onbereikbaar:
                    self._rust_tot = monotonic() + RUST
                logger.warning("Het taalmodel viel uit: %s", fout)
                raise
            return


def _tekst(deel: Any) -> str:
    """The text of a chunk; some providers give it in blocks."""
    return str(deel.text if isinstance(deel.text, str) else deel.text())


def _in_draad(begin: Callable[[], Iterator[Any]], eind: float) -> Iterator[Any]:
    """Run an iterator in a thread; who stops reading, or waits too long, leaves the thread to end by itself."""
    wachtrij: queue.Queue[tuple[str, Any]] = queue.Queue()
    gestopt = threading.Event()

    def werk() -> None:
        try:
            for deel in begin():
                wachtrij.put(("deel", deel))
                if gestopt.is_set():
                    return
            wachtrij.put(("klaar", None))
        except Exception as fout:  # noqa: BLE001 - every provider has errors of its own; the reader gets their name
            wachtrij.put(("fout", type(fout).__name__))

    context = contextvars.copy_context()
    threading.Thread(target=context.run, args=(werk,), name="taalmodel", daemon=True).start()
    try:
        while True:
            if stopped():
                raise ModelFout("er wordt niet meer op gewacht")
            over = eind - monotonic()
            try:
                soort, deel = wachtrij.get(timeout=max(0.0, min(over, KIJK)))
            except queue.Empty:
                if over > KIJK:
                    continue
                raise ModelFout("het duurde te lang", onbereikbaar=True) from None
            if soort == "klaar":
                return
            if soort == "fout":
                raise ModelFout(f"er kwam een fout terug ({deel})", onbereikbaar=bool(_ONBEREIKBAAR.search(deel)))
            yield deel
    finally:
        gestopt.set()
