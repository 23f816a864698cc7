"""The proxies of the guide and of the compose file, started before processes on this machine."""

import os
import re
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import yaml

from tests.bench.server import CHECKOUT, HOST, free_port, running
from tests.install_proxies import find_proxy

GUIDE = CHECKOUT / "assets" / "guides" / "deploying.md"
# Everything nginx would write elsewhere goes into its own folder; each learner holds two of its connections.
AROUND = """
daemon off;
{user}pid {folder}/pid;
worker_processes 1;
worker_rlimit_nofile 16384;
events {{ worker_connections 8192; }}
http {{
    access_log off;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    {lines}
}}
"""
# What this machine has no certificate for, and ports that others may hold.
LOCAL = (
    (r"listen 443 ssl;", "listen {host}:{port};"),
    (r"server_name [^;]+;", ""),
    (r"ssl_certificate(_key)? [^;]+;", ""),
)


def nginx_lines(ports: Sequence[int], port: int) -> str:
    """Take the lines for nginx out of the guide, for these ports and without a certificate.

    Args:
        ports: Ports of the processes.
        port: The port to listen on.

    Returns:
        The lines.
    """
    (lines,) = re.findall(r"```nginx\n(.*?)```", GUIDE.read_text(encoding="utf-8"), flags=re.DOTALL)
    servers = "".join(f"    server {HOST}:{one};\n" for one in ports)
    lines, found = re.subn(r"(?:    server 127\.0\.0\.1:\d+;\n)+", servers, lines)
    assert found == 1
    for pattern, local in LOCAL:
        lines, found = re.subn(pattern, local.format(host=HOST, port=port), lines)
        assert found, pattern
    return lines


def caddy_lines(ports: Sequence[int], port: int) -> str:
    """Take the lines for Caddy out of the compose file, for these ports.

    Args:
        ports: Ports of the two processes.
        port: The port to listen on.

    Returns:
        The lines.
    """
    compose = yaml.safe_load((CHECKOUT / "compose.yaml").read_text(encoding="utf-8"))
    lines = compose["configs"]["caddyfile"]["content"].replace("{$$SITE}", f"http://{HOST}:{port}")
    for name, one in zip(("app1:8501", "app2:8501"), ports, strict=True):
        assert name in lines
        lines = lines.replace(name, f"{HOST}:{one}")
    return f"{{\n    admin off\n}}\n{lines}"


@contextmanager
def nginx(ports: Sequence[int]) -> Iterator[int]:
    """Run nginx with the lines of the guide before some processes.

    Args:
        ports: Ports of the processes.

    Yields:
        The port it answers on.
    """

    def command(folder: Path, port: int) -> list[str]:
        user = "user root;\n" if os.geteuid() == 0 else ""
        written = AROUND.format(folder=folder, user=user, lines=nginx_lines(ports, port))
        (folder / "nginx.conf").write_text(written, encoding="utf-8")
        return [_found("nginx"), "-e", "stderr", "-p", str(folder), "-c", str(folder / "nginx.conf")]

    with _running(command) as port:
        yield port


@contextmanager
def caddy(ports: Sequence[int]) -> Iterator[int]:
    """Run Caddy with the lines of the compose file before two processes.

    Args:
        ports: Ports of the processes.

    Yields:
        The port it answers on.
    """

    def command(folder: Path, port: int) -> list[str]:
        (folder / "Caddyfile").write_text(caddy_lines(ports, port), encoding="utf-8")
        return [_found("caddy"), "run", "--adapter", "caddyfile", "--config", str(folder / "Caddyfile")]

    with _running(command) as port:
        yield port


@contextmanager
def _running(command: Callable[[Path, int], list[str]]) -> Iterator[int]:
    port = free_port()
    with tempfile.TemporaryDirectory(prefix="ptcoding-") as name:
        own = {**os.environ, "HOME": name, "XDG_DATA_HOME": name, "XDG_CONFIG_HOME": name}
        with running(command(Path(name), port), port, env=own):
            yield port


def _found(name: str) -> str:
    path = find_proxy(name)
    assert path is not None, f"No {name}: run `python -m tests.install_proxies` first."
    return path
