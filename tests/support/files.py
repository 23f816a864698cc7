"""Files of the course that more than one test reads."""

from lessons.content.course import HERE

CASE_FILES = sorted([*HERE.glob("course/*/cases.toml"), *HERE.glob("site/cases/*.toml")])
