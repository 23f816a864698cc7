"""Lesson: neighbours and change."""

from lessons.lesson_page import draw

draw("neighbours_and_change")
