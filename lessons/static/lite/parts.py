"""Which packages the notebooks need in a browser, found from what is installed."""

from collections.abc import Iterable, Iterator
from importlib.metadata import Distribution, PackageNotFoundError, distribution

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from lessons.static.node import BuildError

# What the notebooks and the library behind them import, the kernel's own needs included.
ROOTS = ("anywidget", "comm", "ipython", "jinja2", "platformdirs", "rapidfuzz")
# What these ask for and the browser does without, and why.
LEFT_OUT = {
    "jedi": "reads the text of modules, which is not here; IPython completes names without it",
    "jupyterlab-widgets": "only carries files of the page, which the build puts there itself",
    "widgetsnbextension": "is for the notebook of before JupyterLab",
}
# The Python that npm's pyodide brings, as the markers of requirements see it.
BROWSER = {
    "implementation_name": "cpython",
    "platform_python_implementation": "CPython",
    "platform_system": "Emscripten",
    "python_full_version": "3.14.2",
    "python_version": "3.14",
    "sys_platform": "emscripten",
    "extra": "",
}


def parts() -> dict[str, Distribution]:
    """Find every package that the notebooks need, and what those need.

    Returns:
        The installed packages by name, in the order of their names.

    Raises:
        BuildError: If one is not installed.

    >>> {"anywidget", "markupsafe", "traitlets"} <= set(parts())
    True
    """
    found: dict[str, Distribution] = {}
    missing: list[str] = []
    waiting = list(ROOTS)
    while waiting:
        name = waiting.pop()
        if name in found or name in missing:
            continue
        try:
            found[name] = distribution(name)
        except PackageNotFoundError:
            missing.append(name)
            continue
        waiting.extend(needs(found[name].requires or ()))
    if missing:
        raise BuildError(f"not installed: {', '.join(sorted(missing))}; the extra `lite` brings them")
    return {name: found[name] for name in sorted(found)}


def needs(requirements: Iterable[str]) -> Iterator[str]:
    """Name what a package needs in the browser.

    Args:
        requirements: Its requirements with their markers.

    Returns:
        The names.

    >>> list(needs(["pexpect>4; sys_platform != 'emscripten'", "Jinja2>=3", "pytest; extra == 'test'"]))
    ['jinja2']
    """
    for requirement in map(Requirement, requirements):
        name = canonicalize_name(requirement.name)
        if name not in LEFT_OUT and (requirement.marker is None or requirement.marker.evaluate(BROWSER)):
            yield name
