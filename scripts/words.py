"""Check the words of texts, docs and docstrings, and that each public name is defined once.

uv run --group dev scripts/words.py          print what is wrong; exit with 1 if anything is

The words and the reasons are in words.toml beside this file.
"""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from babel.messages.pofile import read_po

ROOT = Path(__file__).parent.parent
RULES = Path(__file__).with_name("words.toml")
CATALOGUE = "src/rearguard/locale/rearguard.pot"
DOCS = ("README.md", "CONTRIBUTING.md", "SECURITY.md", "CODE_OF_CONDUCT.md", "docs/**/*.md")
CODE = ("src/**/*.py", "tests/**/*.py", "scripts/*.py", "bench/*.py", "hatch_build.py")
PAGE_CODE = (
    "frontend/*.ts",
    "frontend/src/**/*.ts",
    "frontend/src/**/*.tsx",
    "frontend/model/*.ts",
    "frontend/test/*.ts",
)
PACKAGE = "src/rearguard/**/*.py"

FENCED_CODE = re.compile(r"^(```|~~~).*?^\1", re.MULTILINE | re.DOTALL)
QUOTED = re.compile(r"`[^`\n]*`")
DOC_COMMENT = re.compile(r"/\*\*(.*?)\*/", re.DOTALL)
FIRST_WORD = re.compile(r"[\s*]*(\w+)")


class WordProblem(NamedTuple):
    """A word or name that breaks a rule, and why."""

    place: str
    words: str
    reason: str

    def __str__(self) -> str:
        return f"{self.place}: “{self.words}”: {self.reason}"


def load_rules() -> dict[str, Any]:
    """Return the rules of words.toml."""
    return tomllib.loads(RULES.read_text("utf-8"))


def check_prose(text: str, place: str, rules: dict[str, Any]) -> Iterator[WordProblem]:
    """Yield the phrases in a text that the rules exclude."""
    for phrase in rules["phrase"]:
        for match in re.finditer(phrase["pattern"], text, re.IGNORECASE):
            yield WordProblem(place, match[0], phrase["reason"])


def check_catalogue(path: Path, rules: dict[str, Any]) -> Iterator[WordProblem]:
    """Yield the phrases in the English that users read or hear."""
    with path.open("rb") as file:
        catalogue = read_po(file)
    for message in catalogue:
        forms = (message.id,) if isinstance(message.id, str) else message.id
        for form in forms:
            yield from check_prose(form, f"{message.locations[0][0]}, text “{form}”" if form else "", rules)


def check_docs(path: Path, rules: dict[str, Any]) -> Iterator[WordProblem]:
    """Yield the phrases in a page of Markdown, code aside."""
    prose = QUOTED.sub("", FENCED_CODE.sub(lambda code: "\n" * code[0].count("\n"), path.read_text("utf-8")))
    for number, line in enumerate(prose.splitlines(), 1):
        yield from check_prose(line, f"{path.name}:{number}", rules)


def check_docstring(text: str, place: str, rules: dict[str, Any]) -> Iterator[WordProblem]:
    """Yield the excluded first word of a docstring, and excluded words anywhere in it."""
    rule = rules["docstring"]
    first = FIRST_WORD.match(text)
    if first and first[1].lower() in rule["first_words"]:
        yield WordProblem(place, first[1], rule["reason"])
    for pattern in rule["words"]:
        for match in re.finditer(pattern, text, re.IGNORECASE):
            yield WordProblem(place, match[0], rule["reason"])


def find_docstrings(source: str) -> Iterator[tuple[int, str]]:
    """Yield the line and text of each docstring of a Python file, those below attributes included."""
    for node in ast.walk(ast.parse(source)):
        body = getattr(node, "body", None)
        if not isinstance(body, list):
            continue
        for statement in body:
            if (
                isinstance(statement, ast.Expr)
                and isinstance(statement.value, ast.Constant)
                and isinstance(statement.value.value, str)
            ):
                yield statement.lineno, statement.value.value


def check_code(path: Path, rules: dict[str, Any]) -> Iterator[WordProblem]:
    """Yield what is wrong in the docstrings of a Python file or the doc comments of a TypeScript file."""
    source = path.read_text("utf-8")
    if path.suffix == ".py":
        docstrings = find_docstrings(source)
    else:
        docstrings = ((source.count("\n", 0, match.start()) + 1, match[1]) for match in DOC_COMMENT.finditer(source))
    for line, text in docstrings:
        yield from check_docstring(text, f"{path.as_posix()}:{line}", rules)


def find_public_names(source: str) -> Iterator[str]:
    """Yield the public names that a module defines at its top level: classes, functions and constants."""
    for node in ast.parse(source).body:
        if isinstance(node, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            names = [node.name]
        elif isinstance(node, ast.Assign | ast.AnnAssign):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            names = [name.id for target in targets for name in ast.walk(target) if isinstance(name, ast.Name)]
        else:
            continue
        yield from (name for name in names if not name.startswith("_"))


def check_names(modules: dict[str, str], rules: dict[str, Any]) -> Iterator[WordProblem]:
    """Yield public names that more than one module defines.

    Args:
        modules: the source of each module by its path.
        rules: those of words.toml.
    """
    places: dict[str, set[str]] = defaultdict(set)
    for path, source in modules.items():
        for name in find_public_names(source):
            places[name].add(path)
    for name, paths in sorted(places.items()):
        if len(paths) > 1 and name not in rules["names"]:
            yield WordProblem(", ".join(sorted(paths)), name, "one word, one meaning: put what it is into the name")
        if len(paths) == 1 and name in rules["names"]:
            yield WordProblem(min(paths), name, "defined once: take it off the list in words.toml")


def check_repository(root: Path) -> Iterator[WordProblem]:
    """Yield every problem in a checkout."""
    rules = load_rules()
    yield from check_catalogue(root / CATALOGUE, rules)
    for pattern in DOCS:
        for path in sorted(root.glob(pattern)):
            yield from check_docs(path, rules)
    for pattern in (*CODE, *PAGE_CODE):
        for path in sorted(root.glob(pattern)):
            if "migrations" not in path.parts and "static" not in path.parts and "node_modules" not in path.parts:
                yield from check_code(path, rules)
    package = sorted(path for path in root.glob(PACKAGE) if "migrations" not in path.parts)
    yield from check_names({str(path.relative_to(root)): path.read_text("utf-8") for path in package}, rules)


def main() -> None:
    """Print the problems."""
    problems = list(check_repository(ROOT))
    for problem in problems:
        sys.stdout.write(f"{problem}\n")
    if problems:
        sys.exit(f"{len(problems)} words to change; the rules are in scripts/words.toml")


if __name__ == "__main__":
    main()
