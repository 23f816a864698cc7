"""Where the front end finds its server: beside the page, as it finds its own files.

Left alone, it first asks for a server below each page (`/claim/_stcore/health`), is told that there is none, and only
then asks beside it: two requests too many, and errors in the browser's log on every page but the first.
"""

# Read by Streamlit's front end before anything else; the same rule as for `./static` in its page.
SCRIPT = 'window.__streamlit={BACKEND_BASE_URL:new URL(".",location.href).href}'
