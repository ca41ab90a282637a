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
from rearguard.cli.options import json_option
from rearguard.core.errors import InvalidRequest, Refusal
from rearguard.core.message import Message, counted, format_number
from rearguard.core.side import Side
from rearguard.library.exercise import Exercise

if TYPE_CHECKING:
    from rearguard.app.media.video_analysis import ProgressCallback
    from rearguard.coach.report import SetReport

MIN_SEEN_SHARE = 0.5
"""Of the time. Who was seen for less is told where the camera belongs."""

FileOutcome = tuple[Path, "SetReport | Message"]
"""A file, and what was seen in it or why nothing was."""


@click.command(
    help=_("Check your form in a recording (.npz, saved in the browser) or a video (needs the extra “video”).")
)
@click.argument("files", nargs=-1, required=True, metavar="FILE…", type=click.Path(path_type=Path))
@click.option("--exercise", "name", required=True, metavar="ID", help=_("The exercise in the file."))
@click.option("--level", metavar="ID", help=_("Its level (default: the first)."))
@click.option("--side", type=click.Choice(["left", "right"]), help=_("The working side (default: detected)."))
@click.option(
    "--draw", type=click.Path(path_type=Path), metavar="OUT.mp4", help=_("Save a video with the body drawn over it.")
)
@json_option
def coach_command(
    files: tuple[Path, ...], name: str, level: str | None, side: str | None, draw: Path | None, as_json: bool
) -> None:
    """Judge each file; one that can't be read does not stop the others."""
    from rearguard.app.media.video_analysis import find_coached_exercise, judge_file  # noqa: PLC0415 - NumPy, which --help needs not

    exercise = find_coached_exercise(load_library().exercises, name, level)
    if draw is not None and len(files) > 1:
        raise InvalidRequest(Message("--draw works with one file only"))
    if draw is not None and any(draw.absolute() == one.absolute() for one in files):
        raise InvalidRequest(Message("--draw would overwrite the video. Choose another file"))
    work = partial(judge_file, exercise=exercise, side=None if side is None else Side(side), level=level, draw_to=draw)
    if len(files) == 1:
        with _progress_bar(files[0].name) as told:
            report = work(files[0], on_progress=told)
        click.echo(json.dumps(_report_json(report)) if as_json else "\n".join(_report_lines(report, exercise)))
        return
    with _progress_bar(_("Files")) as told:
        found = dict(_judge_files(files, work, told))
    outcomes = [(file, found[file]) for file in files]
    if as_json:
        click.echo(json.dumps([{"file": str(file), **_report_json(one)} for file, one in outcomes]))
    for file, one in outcomes:
        if isinstance(one, Message):
            click.echo(" ".join(one.render(_).split()), err=True)
        elif not as_json:
            click.echo("\n".join((f"{file}:", *(f"  {line}" for line in _report_lines(one, exercise)))))
    if any(isinstance(one, Message) for _file, one in outcomes):
        sys.exit(1)


def _judge_files(files: Iterable[Path], work: Any, told: ProgressCallback) -> Iterator[FileOutcome]:  # noqa: ANN401 - a partial of `judge`
    """Yield what became of each file, as it comes; they are looked at side by side, in processes of their own."""
    paths = tuple(dict.fromkeys(files))
    # Started afresh: a copy of this process would take over the locks of the libraries' threads.
    with ProcessPoolExecutor(min(len(paths), os.cpu_count() or 1), get_context("spawn")) as pool:
        running: dict[Future[SetReport | Message], Path] = {
            pool.submit(_judge_or_message, work, path): path for path in paths
        }
        for number, future in enumerate(as_completed(running), 1):
            yield running[future], future.result()
            told(number / len(paths))


def _judge_or_message(work: Any, path: Path) -> SetReport | Message:  # noqa: ANN401 - as above
    try:
        report: SetReport = work(path)
    except Refusal as refusal:
        return refusal.message
    return report


@contextmanager
def _progress_bar(what: str) -> Iterator[ProgressCallback]:
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


def _report_json(one: SetReport | Message) -> dict[str, Any]:
    from rearguard.coach.report import set_report_json  # noqa: PLC0415 - NumPy

    if isinstance(one, Message):
        return {"error": {"code": Refusal.code, "message": one.render(_)}}
    return set_report_json(one)


def _report_lines(report: SetReport, exercise: Exercise) -> Iterator[str]:
    """Yield a report for people."""
    yield _("{exercise}: {seconds} seconds, visible {share}% of the time").format(
        exercise=_(exercise.name),
        seconds=format_number(round(report.seconds, 1), _),
        share=round(100 * report.visible_share),
    )
    if exercise.watch is not None and report.visible_share < MIN_SEEN_SHARE:
        yield _("You were hard to see for most of the time, so your form could not be checked. {where}").format(
            where=_(exercise.watch.camera.say)
        )
    if report.holds:
        for hold in report.holds:
            text = _("held for {seconds} seconds, from {start} to {end}")
            seconds, start, end = (format_number(round(one, 1), _) for one in (hold.seconds, hold.start, hold.end))
            yield text.format(seconds=seconds, start=start, end=end)
    else:
        yield counted("{count} rep counted", "{count} reps counted", len(report.reps)).render(_)
    cues = {flaw.id: flaw.cue for flaw in exercise.watch.flaws} if exercise.watch else {}
    cues |= {flaw.id: flaw.cue for level in exercise.levels if level.watch for flaw in level.watch.flaws}
    for fault in report.faults:
        text = _("{start} to {end} seconds: {cue}")
        cue = _(cues.get(fault.id, fault.id))
        start, end = (format_number(round(one, 1), _) for one in (fault.start, fault.end))
        yield text.format(start=start, end=end, cue=cue)
    if report.score is not None:
        yield _("form: {score} out of 100").format(score=round(100 * report.score))
