"""Step 2 to 3: which files of other data sets were imported, and the lines of them that could not be."""

from __future__ import annotations

STEP = """
CREATE TABLE imports (
    file VARCHAR, dataset VARCHAR, version VARCHAR, rows BIGINT, added BIGINT, changed BIGINT, rejected BIGINT,
    imported_at TIMESTAMP);
CREATE TABLE rejects (file VARCHAR, dataset VARCHAR, line BIGINT, reason VARCHAR, text VARCHAR);
"""
