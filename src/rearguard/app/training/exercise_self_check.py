"""The check of a library's figures against their `watch` tables, with the files that the problems are in."""

from __future__ import annotations

from pathlib import Path

from rearguard.app.person.paths import default_paths
from rearguard.coach.figure_check import check_figure
from rearguard.core.problem import Problem
from rearguard.library.exercise import Exercise
from rearguard.library.library import Library


def find_disagreements(library: Library, path: Path | None = None) -> tuple[Problem, ...]:
    """Return the disagreements between the figures and the `watch` tables of a library, each once.

    Args:
        library: the exercises to check.
        path: the file or folder it was loaded from; None for the built-in library with the person's own files.
    """
    problems = {
        (exercise.id, key): Problem(_file_of(exercise, path), key, message)
        for exercise in library.exercises.values()
        for level in exercise.levels[::-1]  # of a problem at several levels, the first level's is reported
        for key, message in check_figure(exercise, level)
    }
    return tuple(problems.values())


def _file_of(exercise: Exercise, path: Path | None) -> str:
    folder, name = default_paths().library if path is None else path, f"{exercise.id}.toml"
    return str(
        next(
            (candidate for candidate in (folder / "exercises" / name, folder / name, folder) if candidate.is_file()),
            name,
        )
    )
