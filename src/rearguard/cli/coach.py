"""`rearguard coach`."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from contextlib import contextmanager
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from rearguard.app.person.language import _
from rearguard.app.person.library import load_library
from rearguard.cli.options import as_json
from rearguard.core.errors import Misuse, Refusal
from rearguard.core.message import Message, counted, number
from rearguard.core.side import Side
from rearguard.library.exercise import Exercise

if TYPE_CHECKING:
    from rearguard.app.media.video_analysis import Told
    from rearguard.coach.report import Report

SEEN = 0.5
"""Of the time. Who was seen for less is told where the camera belongs."""

Outcome = tuple[Path, "Report | Message"]
"""A file, and what was seen in it or why nothing was."""


@click.command(
    help=_(
        "Judge a set from a file: a recording (.npz, as the page saves it), or a video, which needs the extra video."
    )
)
@click.argument("files", nargs=-1, required=True, metavar="FILE…", type=click.Path(path_type=Path))
@click.option("--exercise", "name", required=True, metavar="ID", help=_("What is done in it."))
@click.option("--level", metavar="ID", help=_("Which of its levels; not said: the first."))
@click.option(
    "--side", type=click.Choice(["left", "right"]), help=_("Which side works; not said: the coach finds out.")
)
@click.option(
    "--draw", type=click.Path(path_type=Path), metavar="OUT.mp4", help=_("Write a video with the body drawn over it.")
)
@as_json
def coach(
    files: tuple[Path, ...], name: str, level: str | None, side: str | None, draw: Path | None, as_json: bool
) -> None:
    """Judge each file; one that can't be read does not stop the others."""
    from rearguard.app.media.video_analysis import judge, watched  # noqa: PLC0415 - NumPy, which --help needs not

    exercise = watched(load_library().exercises, name, level)
    if draw is not None and len(files) > 1:
        raise Misuse(Message("--draw takes one file at a time"))
    if draw is not None and any(draw.absolute() == one.absolute() for one in files):
        raise Misuse(Message("--draw would overwrite the video: name another file"))
    work = partial(judge, exercise=exercise, side=None if side is None else Side(side), level=level, draw=draw)
    if len(files) == 1:
        with _progress(files[0].name) as told:
            report = work(files[0], told=told)
        click.echo(json.dumps(_document(report)) if as_json else "\n".join(_lines(report, exercise)))
        return
    with _progress(_("Files")) as told:
        found = dict(_together(files, work, told))
    outcomes = [(file, found[file]) for file in files]
    if as_json:
        click.echo(json.dumps([{"file": str(file), **_document(one)} for file, one in outcomes]))
    for file, one in outcomes:
        if isinstance(one, Message):
            click.echo(" ".join(one.render(_).split()), err=True)
        elif not as_json:
            click.echo("\n".join((f"{file}:", *(f"  {line}" for line in _lines(one, exercise)))))
    if any(isinstance(one, Message) for _file, one in outcomes):
        sys.exit(1)


def _together(files: Iterable[Path], work: Any, told: Told) -> Iterator[Outcome]:  # noqa: ANN401 - a partial of `judge`
    """Yield what became of each file, as it comes; they are looked at side by side, in processes of their own."""
    paths = tuple(dict.fromkeys(files))
    # Started afresh: a copy of this process would take over the locks of the libraries' threads.
    with ProcessPoolExecutor(min(len(paths), os.cpu_count() or 1), get_context("spawn")) as pool:
        running: dict[Future[Report | Message], Path] = {pool.submit(_attempt, work, path): path for path in paths}
        for number, future in enumerate(as_completed(running), 1):
            yield running[future], future.result()
            told(number / len(paths))


def _attempt(work: Any, path: Path) -> Report | Message:  # noqa: ANN401 - as above
    try:
        report: Report = work(path)
    except Refusal as refusal:
        return refusal.message
    return report


@contextmanager
def _progress(what: str) -> Iterator[Told]:
    """Show how far it is, on a terminal. Written to a standard error of its own: the libraries' is kept quiet."""
    if not sys.stderr.isatty():
        yield lambda _part: None
        return
    from rich.console import Console  # noqa: PLC0415 - only for a terminal
    from rich.progress import Progress  # noqa: PLC0415 - as above

    with (
        os.fdopen(os.dup(sys.stderr.fileno()), "w", encoding=sys.stderr.encoding) as file,
        Progress(console=Console(file=file), transient=True) as bar,
    ):
        task = bar.add_task(what, total=1.0)
        yield lambda part: bar.update(task, completed=part)


def _document(one: Report | Message) -> dict[str, Any]:
    from rearguard.coach.report import to_json  # noqa: PLC0415 - NumPy

    if isinstance(one, Message):
        return {"error": {"code": Refusal.code, "message": one.render(_)}}
    return to_json(one)


def _lines(report: Report, exercise: Exercise) -> Iterator[str]:
    """Yield a report for people."""
    yield _("{exercise}: {seconds} seconds, seen for {share} percent of them").format(
        exercise=_(exercise.name), seconds=number(round(report.seconds, 1), _), share=round(100 * report.seen)
    )
    if exercise.watch is not None and report.seen < SEEN:
        yield _("For most of the time you could not be seen well enough to be judged. {where}").format(
            where=_(exercise.watch.camera.say)
        )
    if report.holds:
        for hold in report.holds:
            text = _("held for {seconds} seconds, from {start} to {end}")
            seconds, start, end = (number(round(one, 1), _) for one in (hold.seconds, hold.start, hold.end))
            yield text.format(seconds=seconds, start=start, end=end)
    else:
        yield counted("{count} repetition counted", "{count} repetitions counted", len(report.reps)).render(_)
    cues = {flaw.id: flaw.cue for flaw in exercise.watch.flaws} if exercise.watch else {}
    cues |= {flaw.id: flaw.cue for level in exercise.levels if level.watch for flaw in level.watch.flaws}
    for fault in report.faults:
        text = _("{start} to {end} seconds: {cue}")
        cue = _(cues.get(fault.id, fault.id))
        start, end = (number(round(one, 1), _) for one in (fault.start, fault.end))
        yield text.format(start=start, end=end, cue=cue)
    if report.score is not None:
        yield _("form: {score} of 100").format(score=round(100 * report.score))
