"""Lesson: several codes in one day."""

from lessons.screen.lesson.lesson_page import draw

draw("several_codes_one_day")
