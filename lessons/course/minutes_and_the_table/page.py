"""Lesson: minutes and the table."""

from lessons.screen.lesson.lesson_page import draw

draw("minutes_and_the_table")
