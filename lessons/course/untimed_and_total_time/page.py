"""Lesson: untimed codes and total time."""

from lessons.screen.lesson.lesson_page import draw

draw("untimed_and_total_time")
