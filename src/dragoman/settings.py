"""Settings: every value a user may set from the environment, with a default that works on a laptop."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from platformdirs import user_data_path
from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict


class Settings(BaseSettings):
    """Read from ``DRAGOMAN_*`` environment variables; ``dragoman doctor`` shows the values in force."""

    model_config = SettingsConfigDict(env_prefix="DRAGOMAN_")

    desk: Path = Field(
        default_factory=lambda: user_data_path("dragoman") / "desk.duckdb",
        description="The archive file in which everything that was read is kept.",
    )
    model: Path | None = Field(
        default=None, description="Folder of the English model, when it is not an installed package."
    )
    world_events: Path | None = Field(
        default=None, description="CSV file of further world events that reports measure time from (see docs/times.md)."
    )
    offices: Path | None = Field(
        default=None, description="CSV file of who held which office when; it wins over ours (see docs/actors.md)."
    )
    allow_private_addresses: bool = Field(
        default=False, description="Whether URLs may lead to this machine or a private network."
    )
    max_bytes: int = Field(default=50_000_000, ge=1, description="Largest source that is read, in bytes.")
    fetch_timeout: float = Field(default=20.0, gt=0, description="Longest wait for a URL, in seconds.")


@cache
def load_settings() -> Settings:
    """The settings in force, read once."""
    return Settings()
