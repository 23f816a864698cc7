"""Lesson: exercise or hands."""

from lessons.lesson_page import draw

draw("exercise_or_hands")
