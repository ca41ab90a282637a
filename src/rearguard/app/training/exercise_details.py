"""The details of an exercise to read before doing it, in the reader's language."""

from __future__ import annotations

from typing import Any

from rearguard.app.training.planning import exercise_texts_json
from rearguard.core.message import Translate
from rearguard.library.exercise import ArticleDose, Exercise, Level


def exercise_json(exercise: Exercise, translate: Translate) -> dict[str, Any]:
    """Return an exercise as JSON values: instructions, levels with their origin, notes and sources."""
    article = exercise.dose.article
    return {
        "id": exercise.id,
        "role": exercise.role,
        "posture": exercise.posture,
        "sides": exercise.sides,
        "needs": sorted(exercise.needs),
        **exercise_texts_json(exercise, translate),
        "ladder": [_level_json(level, translate) for level in exercise.levels],
        "good_for": [translate(text) for text in exercise.good_for],
        "article": article and _article_dose_json(article),
        "notes": [translate(text) for text in exercise.notes],
        "sources": [{"cite": source.cite, "link": source.link or None} for source in exercise.sources],
    }


def _level_json(level: Level, translate: Translate) -> dict[str, Any]:
    return {
        "id": level.id,
        "name": translate(level.name),
        "change": translate(level.change) if level.change else "",
        "origin": level.origin,
        "effort": {"gluteus_maximus": level.effort.gluteus_maximus, "gluteus_medius": level.effort.gluteus_medius},
        "needs": sorted(level.needs),
        "branch": level.branch,
    }


def _article_dose_json(article: ArticleDose) -> dict[str, int | None]:
    return {"sets": article.sets, "reps": article.reps, "seconds": article.seconds, "rest": article.rest}
