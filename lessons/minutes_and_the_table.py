"""Lesson: minutes and the table."""

from lessons.lesson_page import draw

draw("minutes_and_the_table")
