"""Lesson: exercise or activity."""

from lessons.lesson_page import draw

draw("exercise_or_activity")
