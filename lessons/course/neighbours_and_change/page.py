"""Lesson: neighbors and change."""

from lessons.screen.lesson.lesson_page import draw

draw("neighbours_and_change")
