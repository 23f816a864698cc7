"""Lesson: diagnoses and plan modifiers."""

from lessons.lesson_page import draw

draw("diagnoses_and_plan_modifiers")
