# What developers do here, by name. `uv run --group dev just` works where just is not installed.

dev_run := "uv run --group dev"

# List what there is
default:
    @just --list

# Start the server and open the page
run *args:
    uv run rearguard {{args}}

# Server and page, both rebuilt when a source changes; reload the page to see it
dev port="7007":
    {{dev_run}} scripts/dev.py --port {{port}}

# Everything that CI does
check: test lint

# Every test, a real browser included
test *args:
    {{dev_run}} pytest {{args}}

# Format, style, types, layers, generated texts and docs, workflows
lint:
    {{dev_run}} ruff format --check .
    {{dev_run}} ruff check .
    {{dev_run}} mypy
    {{dev_run}} lint-imports
    {{dev_run}} scripts/texts.py --check
    {{dev_run}} scripts/words.py
    {{dev_run}} zizmor --offline --quiet .github/workflows
    {{dev_run}} check-jsonschema --builtin-schema vendor.github-workflows .github/workflows/*.yml
    LANGUAGE=en {{dev_run}} scripts/docs.py --check

# Fix the format, and write what is generated: catalogues, reference pages, the map of the code, pins
write:
    {{dev_run}} ruff format .
    {{dev_run}} ruff check --fix .
    {{dev_run}} scripts/texts.py
    LANGUAGE=en {{dev_run}} scripts/docs.py
    uv export --quiet --all-groups --format requirements-txt --no-emit-project --output-file requirements.txt

# Every stated speed, as a ratio measured in one run
bench:
    {{dev_run}} --group bench bench/planner.py
    {{dev_run}} bench/start.py
    {{dev_run}} bench/journal.py
    {{dev_run}} bench/figure.py
    {{dev_run}} bench/charge.py
    {{dev_run}} bench/watch.py
    {{dev_run}} bench/page.py
    {{dev_run}} bench/history.py
    {{dev_run}} bench/sound.py
    {{dev_run}} bench/camera.py
    {{dev_run}} bench/coach.py

# The page's main way in Firefox and WebKitGTK, where they are installed, with pictures
browsers *args:
    {{dev_run}} scripts/browsers.py {{args}}

# Measure how well the coach sees, into docs/explanation/accuracy.md; with --recordings DIR on real recordings too
accuracy *args:
    {{dev_run}} scripts/accuracy.py {{args}}

# Test sitting detection on real desktops: X11, Wayland, D-Bus; needs the Debian packages of tests/desktop/packages.txt
desktop *args:
    {{dev_run}} pytest --numprocesses=0 tests/desktop {{args}}

# Wheel and sdist, in dist/
build:
    uv build
