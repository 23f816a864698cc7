// Compile modules with the Python that will run them: node compile.mjs CORE IN.zip OUT.zip
// A module's folder begins with how far it is compiled: 0 keeps docstrings and assertions, 2 neither.
import { readFileSync, writeFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

const [core, from, to] = process.argv.slice(2);
const { loadPyodide } = await import(pathToFileURL(`${core}/pyodide.mjs`));
const python = await loadPyodide({ indexURL: `${core}/`, env: { PYTHONHASHSEED: "0" } });
python.FS.writeFile("/given.zip", new Uint8Array(readFileSync(from)));
python.runPython(`
import importlib.util, zipfile
from importlib._bootstrap_external import _code_to_hash_pyc
from types import CodeType

def parts(value):
    """Everything that a code object is made of, one reference to each: what is written of a part depends on whether
    anybody else holds it, and that must not depend on which modules were compiled before."""
    yield value
    if isinstance(value, CodeType):
        names = (*value.co_names, *value.co_varnames, *value.co_cellvars, *value.co_freevars)
        value = (*names, value.co_consts, value.co_name, value.co_qualname, value.co_filename)
    if isinstance(value, (tuple, frozenset)):
        for part in value:
            yield from parts(part)

with zipfile.ZipFile("/given.zip") as given, zipfile.ZipFile("/made.zip", "w", zipfile.ZIP_STORED) as made:
    for name in sorted(given.namelist()):
        level, module = name.split("/", 1)
        text = given.read(name)
        code = compile(text, f"/{module}", "exec", dont_inherit=True, optimize=int(level))
        held = list(parts(code))
        # It is never compared with a text, which is not there.
        made.writestr(f"{name}c", _code_to_hash_pyc(code, importlib.util.source_hash(text), checked=False))
`);
writeFileSync(to, python.FS.readFile("/made.zip"));
