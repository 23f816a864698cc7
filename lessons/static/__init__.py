"""The whole site as a folder of plain files: Python runs in the visitor's browser, and no server is asked for more."""
