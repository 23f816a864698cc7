"""Lesson: exercise or hands."""

from lessons.screen.lesson.lesson_page import draw

draw("exercise_or_hands")
