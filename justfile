# What one does here, by name. `uv run just` works where just is not installed.

# List what there is
default:
    @just --list

# Start the server and open the page
run *args:
    uv run rearguard {{args}}

# Server and page, both built anew when a source changes; reload the page to see it
dev port="7007":
    uv run scripts/dev.py --port {{port}}

# All that CI does
check: test lint

# Every test, a real browser included
test *args:
    uv run pytest {{args}}

# Format, style, types, layers, generated texts and docs
lint:
    uv run ruff format --check .
    uv run ruff check .
    uv run mypy
    uv run lint-imports
    uv run scripts/texts.py --check
    uv run scripts/words.py
    LANGUAGE=en uv run scripts/docs.py --check

# Put the format right, and write what is generated: catalogue, reference pages, pins
write:
    uv run ruff format .
    uv run ruff check --fix .
    uv run scripts/texts.py
    LANGUAGE=en uv run scripts/docs.py
    uv export --quiet --all-groups --format requirements-txt --no-emit-project --output-file requirements.txt

# Every speed that is stated, as a ratio measured in one run
bench:
    uv run --group bench bench/planner.py
    uv run bench/start.py
    uv run bench/journal.py
    uv run bench/figure.py
    uv run bench/charge.py
    uv run bench/watch.py
    uv run bench/page.py
    uv run bench/history.py
    uv run bench/sound.py
    uv run bench/camera.py
    uv run bench/coach.py

# The page's main way in Firefox and WebKitGTK, where they are installed, with pictures
browsers *args:
    uv run scripts/browsers.py {{args}}

# How well the coach sees, into docs/explanation/accuracy.md; with --recordings DIR on real recordings too
accuracy *args:
    uv run --extra video scripts/accuracy.py {{args}}

# What watches a desktop, against real ones: X11, Wayland, D-Bus; needs the Debian packages of tests/desktop/packages.txt
desktop *args:
    uv run pytest --numprocesses=0 tests/desktop {{args}}

# Wheel and sdist, in dist/
build:
    uv build
