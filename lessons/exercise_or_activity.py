"""Lesson: exercise or activity."""

from lessons.screen.lesson_page import draw

draw("exercise_or_activity")
