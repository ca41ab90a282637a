"""What the terminal shows of a session: the exercise, a bar, the cue, what comes next."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import TracebackType
from typing import Self

from rich.console import Console, Group
from rich.live import Live
from rich.progress_bar import ProgressBar
from rich.table import Table
from rich.text import Text

from rearguard.app.person.language import _
from rearguard.app.training.live_session import Training
from rearguard.cli.plan import describe
from rearguard.cli.sketch import Sketch
from rearguard.cli.synchronized_output import at_once
from rearguard.core.side import Side
from rearguard.library.exercise import Exercise
from rearguard.plan.explanation import clock
from rearguard.plan.plan import Kind, Step
from rearguard.session import event
from rearguard.session.event import Event
from rearguard.session.session import Session
from rearguard.session.state import Status

BAR = 40

LINES = 8
"""Of text below the picture at most, with what wraps in a narrow terminal."""

LARGEST, LOWEST = (60, 18), 8
"""Signs of the picture, across and down; and below how many lines it shows nothing."""


class Stage:
    """A terminal that is redrawn, or plain lines where the output goes elsewhere."""

    def __init__(self, exercises: Mapping[str, Exercise], *, keys: str | None = None, stderr: bool = False) -> None:
        """Take what may be shown, which keys do something, and whether all that goes to the standard error."""
        self.exercises = exercises
        self.keys = keys or _("space pause · → skip · ← back · e easier · h this hurts · q stop")
        self.console = Console(highlight=False, stderr=stderr)
        self.cue = ""
        self._sketches: dict[tuple[str, str, Side, int, int], Sketch] = {}
        self._live = Live(console=self.console, auto_refresh=False, transient=True)

    def __enter__(self) -> Self:
        if self.console.is_terminal:
            self._live.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._live.stop()

    def show(self, training: Training, events: Iterable[Event]) -> None:
        """Show what has happened and how it stands."""
        for one in events:
            if isinstance(one, event.Said):
                self.cue = one.cue.text.render(_)
                if not self.console.is_terminal:
                    self.console.print(f"{clock(max(0, int(one.at))):>5}  {self.cue}", markup=False)
        if self.console.is_terminal:
            with at_once(self.console):
                self._live.update(self._scene(training.state), refresh=True)

    def _scene(self, state: Session) -> Group:
        step = self._coming(state)
        if step is None:
            return Group(Text(self.cue, style="bold"))
        name = Text(describe(step, self.exercises).strip(), style="bold" if step.kind is Kind.WORK else "")
        if state.position < 0:
            name = Text(_("Get ready: {step}").format(step=name.plain))
        table = Table.grid(padding=(0, 2))
        left = step.end - state.position if state.position >= step.at else step.at - state.position
        length = step.seconds if state.position >= step.at else state.timeline.lead
        bar = ProgressBar(total=length, completed=length - left, width=BAR)
        table.add_row(bar, f"{max(0, round(left))} s", self._count(step, state.position))
        whole = f"{clock(max(0, int(state.position)))} / {clock(state.timeline.plan.seconds)}"
        return Group(
            *self._picture(step, state.position),
            name,
            table,
            Text(self.cue, style="bold green"),
            Text(self._next(state), style="dim"),
            self._foot(state, whole),
        )

    def _picture(self, step: Step, position: float) -> Iterable[Text]:
        """Yield the figure at this moment, where the terminal is large enough for it."""
        width, height = min(LARGEST[0], self.console.width), min(LARGEST[1], self.console.height - LINES)
        exercise = self.exercises[step.exercise]
        if height < LOWEST or exercise.figure is None:
            return
        key = (step.exercise, step.level, step.side, width, height)
        if key not in self._sketches:
            level = exercise.level(step.level)
            self._sketches[key] = Sketch(exercise, exercise.figure, level, step.side, (width, height))
        sketch = self._sketches[key]
        gone = position - step.at if step.kind is Kind.WORK else 0.0  # what is not work shows how the work begins
        yield Text("\n".join(sketch.lines(max(0.0, gone) / sketch.seconds)), no_wrap=True)

    def _coming(self, state: Session) -> Step | None:
        """Return the step under way, or the first one during the lead-in."""
        if state.position < 0:
            return state.timeline.steps[0]
        return None if state.step is None else state.timeline.steps[state.step]

    def _count(self, step: Step, position: float) -> str:
        if step.reps is None or position < step.at:
            return ""
        rep = min(step.reps, int((position - step.at) * step.reps / step.seconds) + 1)
        return _("{rep} of {reps}").format(rep=rep, reps=step.reps)

    def _next(self, state: Session) -> str:
        for step in state.timeline.steps[(state.step or 0) + 1 :]:
            if step.kind is Kind.WORK:
                return _("Next: {step}").format(step=describe(step, self.exercises))
        return ""

    def _foot(self, state: Session, whole: str) -> Text:
        if state.status is Status.HURT:
            return Text(_("How much does it hurt? 0 to 9, x for 10; q stops."), style="bold red")
        if state.status is Status.PAUSED:
            why = _("Paused: nobody was there.") if state.cause == "gap" else _("Paused.")
            return Text(f"{why} " + _("Space goes on."), style="bold yellow")
        return Text(f"{whole}   {self.keys}", style="dim")
