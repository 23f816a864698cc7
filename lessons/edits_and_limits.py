"""Lesson: edits and limits."""

from lessons.lesson_page import draw

draw("edits_and_limits")
