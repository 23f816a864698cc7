# The app with PostgreSQL's driver, run as nobody in particular on a file system that may be read only.
FROM docker.io/library/python:3.12-slim AS build
ENV PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_ROOT_USER_ACTION=ignore
RUN python -m venv --without-pip /opt/ptcoding
WORKDIR /build
COPY requirements-postgresql.txt ./
# Nothing but wheels whose hash the lock knows.
RUN python -m pip --python /opt/ptcoding install --require-hashes --no-deps --only-binary :all: --requirement requirements-postgresql.txt
COPY pyproject.toml README.md LICENSE app.py ./
COPY .streamlit .streamlit
COPY assets assets
COPY lessons lessons
COPY ptcoding ptcoding
RUN python -m pip --python /opt/ptcoding install --no-deps --no-build-isolation .

FROM docker.io/library/python:3.12-slim
COPY --from=build /opt/ptcoding /opt/ptcoding
ENV PATH=/opt/ptcoding/bin:$PATH HOME=/tmp PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1
USER 10001:10001
WORKDIR /tmp
EXPOSE 8501
HEALTHCHECK --interval=10s --timeout=5s --retries=6 --start-period=30s CMD ["python", "-c", "import urllib.request as r; r.urlopen('http://localhost:8501/health', timeout=4)"]
CMD ["ptcoding", "--address", "0.0.0.0", "--port", "8501"]
