#!/usr/bin/env bash
# Makes .venv ready: pinned packages, dragoman itself, the English model. Does nothing when it is ready already.
set -euo pipefail
cd "$(dirname "$0")/.."

venv=.venv
stamp=$venv/.ready
wanted=$(cat pyproject.toml requirements.lock scripts/setup.sh src/dragoman/reading/install.py | cksum)
if [ -f "$stamp" ] && [ "$(cat "$stamp")" = "$wanted" ] && [ -x "$venv/bin/dragoman" ]; then
    exit 0
fi

python=${PYTHON:-python3}
if ! "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
    echo "dragoman needs Python 3.11 or newer; name one with PYTHON=/path/to/python3 make …" >&2
    exit 2
fi

echo "Setting up dragoman in $venv (once; a few minutes)…"
if command -v uv >/dev/null 2>&1; then
    # --seed: the model's set-up step needs pip inside the environment.
    [ -x "$venv/bin/python" ] || uv venv --quiet --seed --python "$python" "$venv"
    uv pip install --quiet --python "$venv/bin/python" 'pip>=25.1' -r requirements.lock
    uv pip install --quiet --python "$venv/bin/python" --no-deps --editable .
else
    [ -x "$venv/bin/python" ] || "$python" -m venv "$venv"
    # pip 23 loses the extra through which trafilatura asks for lxml-html-clean.
    "$venv/bin/python" -m pip install --quiet --upgrade 'pip>=25.1'
    "$venv/bin/python" -m pip install --quiet -r requirements.lock
    "$venv/bin/python" -m pip install --quiet --no-deps --editable .
fi
"$venv/bin/dragoman" setup-model
echo "$wanted" > "$stamp"
