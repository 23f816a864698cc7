"""Lesson: exercise or activity."""

from lessons.screen.lesson.lesson_page import draw

draw("exercise_or_activity")
