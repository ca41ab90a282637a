import { useRef } from "preact/hooks";

import type { Day } from "../connection/shapes/day";
import { hour, t, timeOfDay } from "../texts";
import { activityName } from "./activity";
import {
  dayParts,
  hourMarks,
  serverNow,
  shareAlong,
  shownInterval,
  snapToStep,
  STEP_MS,
  type DayPart,
  type Interval,
} from "./day_intervals";

/** Draggable: either edge of the chosen interval; elsewhere a drag starts a new one. */
type Grip = "from" | "to";

interface DayTimelineProps {
  day: Day;
  chosen: Interval | null;
  onChoose: (stretch: Interval) => void;
}

/** The day as a timeline with the charge above it. Dragging chooses an interval; arrow keys move its edges. */
export function DayTimeline({ day, chosen, onChoose }: DayTimelineProps) {
  const bar = useRef<HTMLDivElement>(null);
  const anchor = useRef<number | null>(null);
  const window = shownInterval(day);
  const now = serverNow(day);
  const percent = (at: number): string => `${shareAlong(window, at) * 100}%`;
  const place = ({ from, to }: Interval) => ({
    left: percent(from),
    width: `${(shareAlong(window, to) - shareAlong(window, from)) * 100}%`,
  });
  const momentAt = (x: number): number => {
    const { left = 0, width = 1 } = bar.current?.getBoundingClientRect() ?? {};
    return window.from + ((x - left) / width) * (window.to - window.from);
  };
  const down = (event: PointerEvent): void => {
    if (event.button !== 0) return;
    const grip = (event.target as Element).closest<HTMLElement>("[data-grip]")?.dataset["grip"];
    anchor.current = grip && chosen ? chosen[grip === "from" ? "to" : "from"] : snapToStep(day, momentAt(event.clientX));
    bar.current?.setPointerCapture(event.pointerId);
  };
  const move = (event: PointerEvent): void => {
    if (anchor.current === null) return;
    const at = snapToStep(day, momentAt(event.clientX));
    const [from, to] = [Math.min(at, anchor.current), Math.max(at, anchor.current)];
    if (to - from >= STEP_MS) onChoose({ from, to });
  };
  const up = (event: PointerEvent): void => {
    const at = momentAt(event.clientX);
    // A tap chooses the part under it.
    if (anchor.current !== null && Math.abs(snapToStep(day, at) - anchor.current) < STEP_MS) {
      const part = dayParts(day).find(({ from, to, activity }) => from <= at && at < to && activity !== "exercising");
      if (part) onChoose({ from: part.from, to: part.to });
    }
    anchor.current = null;
  };
  return (
    <div class="strip">
      <ChargeCourse day={day} window={window} />
      <div
        class="bar-of-day"
        ref={bar}
        onPointerDown={down}
        onPointerMove={move}
        onPointerUp={up}
        onPointerCancel={() => (anchor.current = null)}
      >
        {dayParts(day).map((part) => (
          <div key={part.from} class={`part ${part.activity ?? "unknown"}`} style={place(part)} title={partName(part)} />
        ))}
        <div class="now" style={{ left: percent(now) }} />
        {chosen && (
          <div class="chosen" style={place(chosen)}>
            <Edge grip="from" day={day} chosen={chosen} onChoose={onChoose} />
            <Edge grip="to" day={day} chosen={chosen} onChoose={onChoose} />
          </div>
        )}
      </div>
      <div class="hours" aria-hidden="true">
        {hourMarks(window).map((at) => (
          <span key={at} style={{ left: percent(at) }}>
            {hour(at)}
          </span>
        ))}
      </div>
    </div>
  );
}

/** The lowest and highest possible charge through the day. */
function ChargeCourse({ day, window }: { day: Day; window: Interval }) {
  const seen = day.course.filter(({ at }) => Date.parse(at) >= window.from);
  const point = (at: string, charge: number): string => `${shareAlong(window, Date.parse(at)) * 1000},${100 - charge}`;
  const highs = seen.map(({ at, high }) => point(at, high));
  const lows = seen.map(({ at, low }) => point(at, low));
  return (
    <svg class="course" viewBox="0 0 1000 100" preserveAspectRatio="none" aria-hidden="true">
      <polygon points={[...highs, ...lows.reverse()].join(" ")} />
      <polyline points={highs.join(" ")} />
      <polyline points={lows.join(" ")} />
    </svg>
  );
}

/** An edge of the chosen interval. */
function Edge({ grip, day, chosen, onChoose }: DayTimelineProps & { grip: Grip; chosen: Interval }) {
  const at = chosen[grip];
  const [least, most] =
    grip === "from" ? [Date.parse(day.from), chosen.to - STEP_MS] : [chosen.from + STEP_MS, serverNow(day)];
  const keys: Record<string, number> = {
    ArrowLeft: at - STEP_MS,
    ArrowDown: at - STEP_MS,
    ArrowRight: at + STEP_MS,
    ArrowUp: at + STEP_MS,
    PageDown: at - 12 * STEP_MS,
    PageUp: at + 12 * STEP_MS,
    Home: least,
    End: most,
  };
  const press = (event: KeyboardEvent): void => {
    const target = keys[event.key];
    if (target === undefined) return;
    event.preventDefault();
    onChoose({ ...chosen, [grip]: Math.min(Math.max(target, least), most) });
  };
  return (
    <div
      class={`edge ${grip}`}
      data-grip={grip}
      role="slider"
      tabIndex={0}
      aria-label={grip === "from" ? t("Start time") : t("End time")}
      aria-valuemin={minutes(day, least)}
      aria-valuemax={minutes(day, most)}
      aria-valuenow={minutes(day, at)}
      aria-valuetext={timeOfDay(at)}
      onKeyDown={press}
    />
  );
}

function minutes(day: Day, at: number): number {
  return Math.round((at - Date.parse(day.from)) / 60_000);
}

export function partName({ from, to, activity }: DayPart): string {
  return t("{from} to {to}: {activity}", { from: timeOfDay(from), to: timeOfDay(to), activity: activityName(activity) });
}
