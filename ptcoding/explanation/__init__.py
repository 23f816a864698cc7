"""From the trace of an allocation to sentences, each with its source."""

from ptcoding.explanation.comparison import Counts, difference, parting_sentence
from ptcoding.explanation.field import field_in_words, told
from ptcoding.explanation.findings import message
from ptcoding.explanation.nearness import cliff_sentence, margin_sentences, nudge_sentences
from ptcoding.explanation.reasoning import attribution_sentences, explain
from ptcoding.explanation.sentence import Sentence, counted, in_order, listed

__all__ = [
    "Counts",
    "Sentence",
    "attribution_sentences",
    "cliff_sentence",
    "counted",
    "difference",
    "explain",
    "field_in_words",
    "in_order",
    "listed",
    "margin_sentences",
    "message",
    "nudge_sentences",
    "parting_sentence",
    "told",
]
