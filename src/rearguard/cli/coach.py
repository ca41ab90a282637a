"""`rearguard coach`: check the form in recordings and videos."""

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

CAMERA_HINT_BELOW_SHARE = 0.5
"""The share of time below which the report says where to place the camera."""

FileOutcome = tuple[Path, "SetReport | Message"]
"""A file, and its report or the reason why it has none."""


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
    """Report on each file. A file that can't be read does not stop the others."""
    from rearguard.app.media.video_analysis import find_coached_exercise, judge_file  # noqa: PLC0415 - NumPy, which --help does not need

    exercise = find_coached_exercise(load_library().exercises, name, level)
    if draw is not None and len(files) > 1:
        raise InvalidRequest(Message("--draw works with one file only"))
    if draw is not None and any(draw.absolute() == file.absolute() for file in files):
        raise InvalidRequest(Message("--draw would overwrite the video. Choose another file"))
    judge = partial(judge_file, exercise=exercise, side=None if side is None else Side(side), level=level, draw_to=draw)
    if len(files) == 1:
        with _progress_bar(files[0].name) as on_progress:
            report = judge(files[0], on_progress=on_progress)
        click.echo(json.dumps(_report_json(report)) if as_json else "\n".join(_report_lines(report, exercise)))
        return
    with _progress_bar(_("Files")) as on_progress:
        outcome_by_file = dict(_judge_files(files, judge, on_progress))
    outcomes = [(file, outcome_by_file[file]) for file in files]
    if as_json:
        click.echo(json.dumps([{"file": str(file), **_report_json(outcome)} for file, outcome in outcomes]))
    for file, outcome in outcomes:
        if isinstance(outcome, Message):
            click.echo(" ".join(outcome.render(_).split()), err=True)
        elif not as_json:
            click.echo("\n".join((f"{file}:", *(f"  {line}" for line in _report_lines(outcome, exercise)))))
    if any(isinstance(outcome, Message) for _file, outcome in outcomes):
        sys.exit(1)


def _judge_files(files: Iterable[Path], judge: Any, on_progress: ProgressCallback) -> Iterator[FileOutcome]:  # noqa: ANN401 - a partial of `judge_file`
    """Yield the outcome of each file as it becomes ready. Files are judged in parallel, each in its own process."""
    paths = tuple(dict.fromkeys(files))
    # Spawned, not forked: a fork would inherit locks that other threads of the libraries hold.
    with ProcessPoolExecutor(min(len(paths), os.cpu_count() or 1), get_context("spawn")) as pool:
        running: dict[Future[SetReport | Message], Path] = {
            pool.submit(_judge_or_message, judge, path): path for path in paths
        }
        for number, future in enumerate(as_completed(running), 1):
            yield running[future], future.result()
            on_progress(number / len(paths))


def _judge_or_message(judge: Any, path: Path) -> SetReport | Message:  # noqa: ANN401 - as above
    try:
        report: SetReport = judge(path)
    except Refusal as refusal:
        return refusal.message
    return report


@contextmanager
def _progress_bar(label: str) -> Iterator[ProgressCallback]:
    """Show a progress bar on a terminal.

    It writes to a duplicate of standard error, since the original is silenced while the libraries run.
    """
    if not sys.stderr.isatty():
        yield lambda _share: None
        return
    from rich.console import Console  # noqa: PLC0415 - only for a terminal
    from rich.progress import Progress  # noqa: PLC0415 - as above

    with (
        os.fdopen(os.dup(sys.stderr.fileno()), "w", encoding=sys.stderr.encoding) as file,
        Progress(console=Console(file=file), transient=True) as bar,
    ):
        task = bar.add_task(label, total=1.0)
        yield lambda share: bar.update(task, completed=share)


def _report_json(outcome: SetReport | Message) -> dict[str, Any]:
    from rearguard.coach.report import set_report_json  # noqa: PLC0415 - NumPy

    if isinstance(outcome, Message):
        return {"error": {"code": Refusal.code, "message": outcome.render(_)}}
    return set_report_json(outcome)


def _report_lines(report: SetReport, exercise: Exercise) -> Iterator[str]:
    """Yield a report as lines of text."""
    yield _("{exercise}: {seconds} seconds, visible {share}% of the time").format(
        exercise=_(exercise.name),
        seconds=format_number(round(report.seconds, 1), _),
        share=round(100 * report.visible_share),
    )
    if exercise.watch is not None and report.visible_share < CAMERA_HINT_BELOW_SHARE:
        yield _("You were hard to see for most of the time, so your form could not be checked. {where}").format(
            where=_(exercise.watch.camera.say)
        )
    if report.holds:
        for hold in report.holds:
            text = _("held for {seconds} seconds, from {start} to {end}")
            seconds, start, end = (
                format_number(round(number, 1), _) for number in (hold.seconds, hold.start, hold.end)
            )
            yield text.format(seconds=seconds, start=start, end=end)
    else:
        yield counted("{count} rep counted", "{count} reps counted", len(report.reps)).render(_)
    cues = {fault.id: fault.cue for fault in exercise.watch.flaws} if exercise.watch else {}
    cues |= {fault.id: fault.cue for level in exercise.levels if level.watch for fault in level.watch.flaws}
    for fault in report.faults:
        text = _("{start} to {end} seconds: {cue}")
        cue = _(cues.get(fault.id, fault.id))
        start, end = (format_number(round(number, 1), _) for number in (fault.start, fault.end))
        yield text.format(start=start, end=end, cue=cue)
    if report.score is not None:
        yield _("form: {score} out of 100").format(score=round(100 * report.score))
