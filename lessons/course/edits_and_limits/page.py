"""Lesson: edits and limits."""

from lessons.screen.lesson.lesson_page import draw

draw("edits_and_limits")
