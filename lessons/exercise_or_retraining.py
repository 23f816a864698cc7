"""Lesson: exercise or retraining."""

from lessons.lesson_page import draw

draw("exercise_or_retraining")
