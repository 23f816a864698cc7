"""The load bench: our page beside an ordinary Streamlit page, driven over Streamlit's own protocol."""
