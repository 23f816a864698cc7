"""The launcher: settings are read and limits raised once, then the frame is served behind its guards."""

import streamlit as st

from lessons.server.start import guards, lifespan, routes, settings
from lessons.server.trouble import tell

app = st.App(
    "lessons/frame.py", lifespan=lifespan, routes=routes(), middleware=guards(settings()), on_script_error=tell
)
