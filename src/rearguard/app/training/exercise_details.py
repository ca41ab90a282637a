"""All that a person may want to read of an exercise before doing it, in their language."""

from __future__ import annotations

from typing import Any

from rearguard.app.training.planning import described
from rearguard.core.message import Translate
from rearguard.library.exercise import Exercise, Level, Prescription


def entry(exercise: Exercise, translate: Translate) -> dict[str, Any]:
    """Return an exercise as JSON values: what one must know to do it, whose idea each level is, doubts and sources."""
    article = exercise.dose.article
    return {
        "id": exercise.id,
        "role": exercise.role,
        "posture": exercise.posture,
        "sides": exercise.sides,
        "needs": sorted(exercise.needs),
        **described(exercise, translate),
        "ladder": [_step(level, translate) for level in exercise.levels],
        "good_for": [translate(text) for text in exercise.good_for],
        "article": article and _prescribed(article),
        "notes": [translate(text) for text in exercise.notes],
        "sources": [{"cite": source.cite, "link": source.link or None} for source in exercise.sources],
    }


def _step(level: Level, translate: Translate) -> dict[str, Any]:
    return {
        "id": level.id,
        "name": translate(level.name),
        "change": translate(level.change) if level.change else "",
        "origin": level.origin,
        "effort": {"gluteus_maximus": level.effort.gluteus_maximus, "gluteus_medius": level.effort.gluteus_medius},
        "needs": sorted(level.needs),
        "branch": level.branch,
    }


def _prescribed(article: Prescription) -> dict[str, int | None]:
    return {"sets": article.sets, "reps": article.reps, "seconds": article.seconds, "rest": article.rest}
