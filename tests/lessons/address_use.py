"""Which parameters of an address the code of the pages reads and writes, found in the code itself."""

import ast
from collections.abc import Iterator
from functools import cache
from importlib import import_module
from pathlib import Path

from lessons.content.addresses import EDITION, EXAM, KINDS, MINUTES, TOPICS
from ptcoding.exchange.visit.link import PARAMETERS

CHECKOUT = Path(__file__).resolve().parents[2]
TABLE = "lessons.content.addresses"
# What packs and unpacks whole addresses in the domain, and the names that it knows.
PACKERS = {
    **dict.fromkeys(("read_link", "write_link"), tuple(PARAMETERS)),
    **dict.fromkeys(("read_challenge", "write_challenge"), (EXAM, TOPICS, KINDS, MINUTES, EDITION)),
}
FILES = sorted(CHECKOUT.glob("lessons/**/*.py"))


def module_of(file: Path) -> str:
    """The name by which a file is imported."""
    return ".".join(file.relative_to(CHECKOUT).with_suffix("").parts).removesuffix(".__init__")


@cache
def tree(module: str) -> ast.Module:
    """The code of a module."""
    file = CHECKOUT / Path(*module.split("."))
    file = file / "__init__.py" if file.is_dir() else file.with_suffix(".py")
    return ast.parse(file.read_text(encoding="utf-8"))


@cache
def imported(module: str) -> dict[str, tuple[str, str]]:
    """Names at the top of a module: the module they come from, and what they are there."""
    found = {}
    for node in tree(module).body:
        if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith(("lessons", "ptcoding")):
            found |= {name.asname or name.name: (node.module, name.name) for name in node.names}
    return found


@cache
def reached(module: str) -> frozenset[str]:
    """The modules of the site that a module draws upon, itself among them."""
    found, waiting = set(), [module]
    while waiting:
        name = waiting.pop()
        if name in found:
            continue
        found.add(name)
        for source, what in imported(name).values():
            whole = f"{source}.{what}"
            waiting += [one for one in (whole, source) if one in {module_of(file) for file in FILES}][:1]
    return frozenset(found)


def keys(module: str) -> Iterator[ast.expr]:
    """Give every expression that stands for the name of a parameter."""
    nodes = list(ast.walk(tree(module)))
    held = {"query_params"}
    for node in nodes:
        if isinstance(node, ast.Assign) and "query_params" in ast.unparse(node.value):
            held |= {target.id for target in node.targets if isinstance(target, ast.Name)}
    for node in nodes:
        if isinstance(node, ast.Subscript) and _is_address(node.value, held):
            yield node.slice
        elif isinstance(node, ast.Compare) and _is_address(node.comparators[0], held):
            yield node.left
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            yield from _of_call(node, node.func, nodes, held)


def _is_address(node: ast.expr, held: set[str]) -> bool:
    """Tell whether an expression is the address of the page, or a name that holds it."""
    name = getattr(node, "attr", "") if isinstance(node, ast.Attribute) else getattr(node, "id", "")
    return name in (held if isinstance(node, ast.Name) else {"query_params"})


def _of_call(call: ast.Call, function: ast.Attribute, nodes: list[ast.AST], held: set[str]) -> Iterator[ast.expr]:
    if _is_address(function.value, held) and call.args:
        yield from in_mappings(call.args[0], nodes) if function.attr == "from_dict" else call.args[:1]
    elif ast.unparse(function) == "series.arrive":
        yield call.args[1]
        yield from (key for mapping in call.args[2:] for key in in_mappings(mapping, nodes))
    elif ast.unparse(function) == "series.share":
        yield from in_mappings(call.args[2], nodes)


def in_mappings(node: ast.expr, nodes: list[ast.AST]) -> Iterator[ast.expr]:
    """The keys of a mapping that is written out where it is used, or under a name."""
    whole: list[ast.AST] = [node]
    if isinstance(node, ast.Name):
        for other in nodes:
            targets = other.targets if isinstance(other, ast.Assign) else [getattr(other, "target", None)]
            if isinstance(other, (ast.Assign, ast.AugAssign)) and node.id in {
                getattr(one, "id", "") for one in targets
            }:
                whole.append(other.value)
    for part in whole:
        for mapping in (inner for inner in ast.walk(part) if isinstance(inner, ast.Dict)):
            yield from (key for key in mapping.keys if key is not None)


def names(module: str, key: ast.expr) -> Iterator[str]:
    """What a key is called; a name that is written out here is told with the place, as it stands in no table."""
    place = f"{module}:{key.lineno}"
    if isinstance(key, (ast.Constant, ast.JoinedStr)):
        yield f"{place} {ast.unparse(key)}"
    elif isinstance(key, ast.Attribute):
        source, what = imported(module).get(ast.unparse(key.value), ("", ""))
        if source:
            yield from of_module(f"{source}.{what}", key.attr, place)
    elif isinstance(key, ast.Name):
        loops = [node for node in ast.walk(tree(module)) if isinstance(node, (ast.For, ast.comprehension))]
        for loop in loops:
            if isinstance(loop.target, ast.Name) and loop.target.id == key.id and isinstance(loop.iter, ast.Tuple):
                for one in loop.iter.elts:
                    if not (isinstance(one, ast.Name) and one.id == key.id):
                        yield from names(module, one)
        yield from of_module(module, key.id, place)


def of_module(module: str, name: str, place: str) -> Iterator[str]:
    """Follow a name of a module to where it gets its value: the table, the domain, or a literal of its own."""
    if module == TABLE or module.startswith("ptcoding"):
        yield getattr(import_module(module), name)
        return
    if name in imported(module):
        yield from of_module(*imported(module)[name], place)
        return
    for node in tree(module).body:
        for target, value in bound(node):
            if target == name and isinstance(value, ast.Constant):
                yield f"{place} {value.value!r}"
            elif target == name:
                yield from names(module, value)


def bound(node: ast.stmt) -> Iterator[tuple[str, ast.expr]]:
    """Names and values of an assignment, one by one."""
    if isinstance(node, ast.Assign) and len(node.targets) == 1:
        target = node.targets[0]
        if isinstance(target, ast.Name):
            yield target.id, node.value
        elif isinstance(target, ast.Tuple) and isinstance(node.value, ast.Tuple):
            pairs = zip(target.elts, node.value.elts, strict=True)
            yield from ((one.id, value) for one, value in pairs if isinstance(one, ast.Name))


@cache
def used(module: str) -> frozenset[str]:
    """The names of parameters that a module reads or writes."""
    found = {name for key in keys(module) for name in names(module, key)}
    called = {
        node.func.id
        for node in ast.walk(tree(module))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
    }
    return frozenset(found.union(*(PACKERS[packer] for packer in called & set(PACKERS))))


def on_page(page: str) -> frozenset[str]:
    """The names that the script of a page and all it draws upon read or write."""
    return frozenset().union(*(used(module) for module in reached(module_of(CHECKOUT / "lessons" / page))))
