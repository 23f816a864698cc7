"""Lesson: exercise or retraining."""

from lessons.screen.lesson_page import draw

draw("exercise_or_retraining")
