"""Lesson: what a unit pays."""

from lessons.lesson_page import draw

draw("what_a_unit_pays")
