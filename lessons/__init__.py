"""The course: its words and cases as files, and the screens that show them."""
