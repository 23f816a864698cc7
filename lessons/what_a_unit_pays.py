"""Lesson: what a unit pays."""

from lessons.screen.lesson_page import draw

draw("what_a_unit_pays")
