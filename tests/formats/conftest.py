"""Puts the hand-made dossier of the desk's tests, and rows of other data sets, within reach."""

import sys
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parents[1] / "desk"), str(Path(__file__).parent)]
