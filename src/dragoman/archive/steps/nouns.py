"""Step 0 to 1: a table for each noun of a dossier, and one for what could not be read."""

from __future__ import annotations

STEP = """
CREATE TABLE documents (
    id VARCHAR PRIMARY KEY, sha256 VARCHAR, title VARCHAR, byline VARCHAR, outlet VARCHAR, published DATE,
    url VARCHAR, language VARCHAR, model VARCHAR, edition VARCHAR, read_at TIMESTAMP, body JSON);
CREATE TABLE statements (
    id VARCHAR, document VARCHAR, ordinal INTEGER, speaker VARCHAR, speaker_name VARCHAR, form VARCHAR,
    act VARCHAR, status VARCHAR, reporting_hedge VARCHAR, source_grade VARCHAR, first DATE, last DATE,
    outer_statement VARCHAR, body JSON);
CREATE TABLE events (
    id VARCHAR, document VARCHAR, ordinal INTEGER, type VARCHAR, status VARCHAR, reporting_hedge VARCHAR,
    reported_in VARCHAR, first DATE, last DATE, place VARCHAR, lat DOUBLE, lon DOUBLE, body JSON);
CREATE TABLE event_actors (
    event VARCHAR, document VARCHAR, role VARCHAR, actor VARCHAR, name VARCHAR, country VARCHAR,
    sector VARCHAR);
CREATE TABLE positions (
    id VARCHAR, document VARCHAR, ordinal INTEGER, actor VARCHAR, actor_name VARCHAR, stance VARCHAR,
    status VARCHAR, valid_from DATE, valid_to DATE, body JSON);
CREATE TABLE questions (
    id VARCHAR, document VARCHAR, ordinal INTEGER, kind VARCHAR, state VARCHAR, body JSON);
CREATE TABLE explanations (
    id VARCHAR, document VARCHAR, ordinal INTEGER, question VARCHAR, body JSON);
CREATE TABLE whens (
    document VARCHAR, ordinal INTEGER, value VARCHAR, kind VARCHAR, first DATE, last DATE, body JSON);
CREATE TABLE places (
    id VARCHAR, document VARCHAR, ordinal INTEGER, name VARCHAR, kind VARCHAR, country VARCHAR, lat DOUBLE,
    lon DOUBLE, sense VARCHAR, body JSON);
CREATE TABLE actors (
    id VARCHAR, document VARCHAR, ordinal INTEGER, name VARCHAR, country VARCHAR, sector VARCHAR, body JSON);
CREATE TABLE unsure (document VARCHAR, ordinal INTEGER, room VARCHAR, body JSON);
CREATE TABLE failures (source VARCHAR, reason VARCHAR, failed_at TIMESTAMP);
"""
