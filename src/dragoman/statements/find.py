"""Statements of a reading: cues, then source and content for each, then what kind of statement it is."""

from __future__ import annotations

from dragoman.actors.cast import Cast
from dragoman.reading.reading import Reading
from dragoman.records import Actor, Evidence, Span, Statement, Status, When, extent_of, make_id
from dragoman.statements.cues import Kind
from dragoman.statements.decode import Attribution, find_attributions
from dragoman.statements.fields import act_of, addressee_of, form_of, hedge_of, modality_of
from dragoman.statements.nesting import outer_of
from dragoman.statements.quotations import Quotations
from dragoman.statements.retraction import apply_retractions
from dragoman.statements.speakers import grade_of, speaker_of
from dragoman.statements.standing import standing_of
from dragoman.times.attach import when_of
