"""A session's display in the terminal: the exercise, a progress bar, the cue, and the next exercise."""

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
from rearguard.app.training.live_session import LiveSession
from rearguard.cli.plan import describe_step
from rearguard.cli.sketch import Sketch
from rearguard.cli.synchronized_output import synchronized_output
from rearguard.core.side import Side
from rearguard.library.exercise import Exercise
from rearguard.plan.explanation import format_minutes
from rearguard.plan.plan import Step, StepKind
from rearguard.session.event import CueDue, SessionEvent
from rearguard.session.session import SessionState
from rearguard.session.state import SessionStatus

BAR_WIDTH = 40

MAX_TEXT_LINES = 8
"""The most lines of text below the picture, including lines that wrap in a narrow terminal."""

MAX_FIGURE_SIZE, MIN_FIGURE_LINES = (60, 18), 8
"""The largest picture in characters, across and down, and the number of lines below which none is shown."""


class SessionView:
    """A live display on a terminal, or plain lines of cues elsewhere."""

    def __init__(self, exercises: Mapping[str, Exercise], *, keys: str | None = None, stderr: bool = False) -> None:
        """Create the view.

        Args:
            exercises: the exercises by id.
            keys: the text that explains the keys.
            stderr: whether to write to standard error.
        """
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

    def show(self, session: LiveSession, events: Iterable[SessionEvent]) -> None:
        """Show new events and the session's state."""
        for event in events:
            if isinstance(event, CueDue):
                self.cue = event.cue.text.render(_)
                if not self.console.is_terminal:
                    self.console.print(f"{format_minutes(max(0, int(event.at))):>5}  {self.cue}", markup=False)
        if self.console.is_terminal:
            with synchronized_output(self.console):
                self._live.update(self._scene(session.state), refresh=True)

    def _scene(self, state: SessionState) -> Group:
        step = self._current_step(state)
        if step is None:
            return Group(Text(self.cue, style="bold"))
        name = Text(describe_step(step, self.exercises).strip(), style="bold" if step.kind is StepKind.WORK else "")
        if state.position < 0:
            name = Text(_("Get ready: {step}").format(step=name.plain))
        table = Table.grid(padding=(0, 2))
        left_s = step.end - state.position if state.position >= step.at else step.at - state.position
        length_s = step.seconds if state.position >= step.at else state.timeline.lead
        bar = ProgressBar(total=length_s, completed=length_s - left_s, width=BAR_WIDTH)
        table.add_row(bar, f"{max(0, round(left_s))} s", self._rep_count(step, state.position))
        session_time = f"{format_minutes(max(0, int(state.position)))} / {format_minutes(state.timeline.plan.seconds)}"
        return Group(
            *self._picture(step, state.position),
            name,
            table,
            Text(self.cue, style="bold green"),
            Text(self._next_exercise(state), style="dim"),
            self._footer(state, session_time),
        )

    def _picture(self, step: Step, position: float) -> Iterable[Text]:
        """Yield the figure at a position of the session, if the terminal is large enough for it."""
        width, height = (
            min(MAX_FIGURE_SIZE[0], self.console.width),
            min(MAX_FIGURE_SIZE[1], self.console.height - MAX_TEXT_LINES),
        )
        exercise = self.exercises[step.exercise]
        if height < MIN_FIGURE_LINES or exercise.figure is None:
            return
        key = (step.exercise, step.level, step.side, width, height)
        if key not in self._sketches:
            level = exercise.level(step.level)
            self._sketches[key] = Sketch(exercise, exercise.figure, level, step.side, (width, height))
        sketch = self._sketches[key]
        # A step that is not work shows the start of the work that it leads to.
        elapsed_s = position - step.at if step.kind is StepKind.WORK else 0.0
        yield Text("\n".join(sketch.lines(max(0.0, elapsed_s) / sketch.seconds)), no_wrap=True)

    def _current_step(self, state: SessionState) -> Step | None:
        """Return the current step, or the first step during the lead-in."""
        if state.position < 0:
            return state.timeline.steps[0]
        return None if state.step_index is None else state.timeline.steps[state.step_index]

    def _rep_count(self, step: Step, position: float) -> str:
        if step.reps is None or position < step.at:
            return ""
        rep = min(step.reps, int((position - step.at) * step.reps / step.seconds) + 1)
        return _("{rep} of {reps}").format(rep=rep, reps=step.reps)

    def _next_exercise(self, state: SessionState) -> str:
        for step in state.timeline.steps[(state.step_index or 0) + 1 :]:
            if step.kind is StepKind.WORK:
                return _("Next: {step}").format(step=describe_step(step, self.exercises))
        return ""

    def _footer(self, state: SessionState, session_time: str) -> Text:
        if state.status is SessionStatus.HURT:
            return Text(_("How bad is the pain? 0 to 9, x for 10; q stops."), style="bold red")
        if state.status is SessionStatus.PAUSED:
            why = _("Paused because the computer was asleep.") if state.cause == "gap" else _("Paused.")
            return Text(f"{why} " + _("Press space to continue."), style="bold yellow")
        return Text(f"{session_time}   {self.keys}", style="dim")
