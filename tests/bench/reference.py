"""The page our own is compared with: one slider, one metric and one plain chart, written the ordinary way."""

import altair as alt
import pandas as pd
import streamlit as st


def units(minutes: int) -> int:
    """Count the timed units in a number of minutes.

    Args:
        minutes: Whole minutes of treatment.

    Returns:
        One unit for each 15 minutes, and one more once 8 minutes are left over.
    """
    return (minutes + 7) // 15


st.title("Units")
minutes = st.slider("Minutes", 0, 120, 33)
st.metric("Units", units(minutes))
frame = pd.DataFrame(
    {
        "added": range(121),
        "units": [units(minutes + added) for added in range(121)],
    }
)
chart = alt.Chart(frame).mark_line(interpolate="step-after").encode(x="added", y="units")
st.altair_chart(chart)
