"""Lesson: exercise or retraining."""

from lessons.screen.lesson.lesson_page import draw

draw("exercise_or_retraining")
