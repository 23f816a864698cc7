"""The process beside the server that reads long notes: `python -m lessons.screen.note.worker`."""

from lessons.screen.note.coached import WORK
from lessons.server.aside import serve

if __name__ == "__main__":
    serve(WORK)
