"""Lesson: what a unit pays."""

from lessons.screen.lesson.lesson_page import draw

draw("what_a_unit_pays")
