"""Questions people forecast, the forecasts of them, and boards of explanations: logs to which rows are only added."""

from __future__ import annotations

STEP = """
CREATE TABLE question_steps (
    number BIGINT, question VARCHAR, made_at TIMESTAMP, step VARCHAR, who VARCHAR, note VARCHAR, body JSON);
CREATE TABLE forecasts (
    number BIGINT, question VARCHAR, made_at TIMESTAMP, who VARCHAR, kind VARCHAR, probability DOUBLE, low DOUBLE,
    high DOUBLE, reason VARCHAR, evidence JSON);
CREATE TABLE boards (number BIGINT, board VARCHAR, made_at TIMESTAMP, who VARCHAR, explanation VARCHAR, body JSON);
"""
