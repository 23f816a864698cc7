"""The notebooks without a server: JupyterLite with the course's notebooks and what they import, in a plain folder."""
