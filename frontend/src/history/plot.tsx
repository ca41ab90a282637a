import { useSignal, useSignalEffect, type Signal } from "@preact/signals";
import type { RefObject } from "preact";
import { useEffect, useLayoutEffect, useRef } from "preact/hooks";
import uPlot from "uplot";

import { t } from "../texts";
import { onThemeChange, rootFontSize } from "./canvas_theme";
import { plotOptions, type PlotContent, type PlotRow } from "./plot_options";
import { PlotTable } from "./plot_table";
import { attachGestures } from "./pointer_gestures";
import { axisRange, revealDate } from "./time_window";

interface PlotProps extends PlotContent {
  title: string;
  rows: PlotRow[];
  /** The title of the table's first column. */
  columnTitle: string;
  onOpen: (row: PlotRow) => void;
}

/** Rows by which a key moves the cursor. */
const STEPS: Record<string, number> = {
  ArrowLeft: -1,
  ArrowDown: -1,
  ArrowRight: 1,
  ArrowUp: 1,
  PageDown: -7,
  PageUp: 7,
  Home: -Infinity,
  End: Infinity,
};

/**
 * A plot over the shared time window, with its values in words and as a table.
 *
 * Dragging moves the time, a tap opens a day; keys move a cursor, whose values are announced.
 */
export function Plot(props: PlotProps) {
  const { title, rows, series, onOpen } = props;
  /** The row under the pointer or cursor; null: none. */
  const at = useSignal<number | null>(null);
  /** The page's font grows with the window, and the axes with it. */
  const fontSize = useSignal(rootFontSize());
  const place = useRef<HTMLDivElement>(null);
  const plot = useRef<uPlot | null>(null);
  // The props may change before the effects below run again.
  const latest = useRef(props);
  latest.current = props;
  const open = (): void => {
    const row = latest.current.rows[at.value ?? lastShown(latest.current.rows)];
    if (row) onOpen(row);
  };
  const shape = JSON.stringify([series.map(({ kind, colour }) => [kind, colour]), props.yRange, props.goal]);
  useLayoutEffect(() => {
    const container = place.current;
    if (!container) return undefined;
    const chart = new uPlot(plotOptions({ ...latest.current }, container.clientWidth, height()), dataOf(latest.current), container);
    plot.current = chart;
    chart.setScale("x", axisRange.value);
    const stopGestures = attachGestures(chart, at, () => open());
    const resizeObserver = new ResizeObserver(() => {
      fontSize.value = rootFontSize();
      chart.setSize({ width: container.clientWidth, height: height() });
    });
    resizeObserver.observe(container);
    const stopThemeListener = onThemeChange(() => chart.redraw(false));
    return () => {
      stopGestures();
      stopThemeListener();
      resizeObserver.disconnect();
      chart.destroy();
    };
  }, [shape, fontSize.value]);
  useEffect(() => {
    at.value = null;
    plot.current?.batch(() => {
      plot.current?.setData(dataOf(latest.current), false);
      plot.current?.setScale("x", axisRange.value);
    });
  }, [rows, ...series.map(({ values }) => values)]);
  useSignalEffect(() => {
    plot.current?.setScale("x", axisRange.value);
  });
  const press = (event: KeyboardEvent): void => {
    const step = STEPS[event.key];
    if (step === undefined && event.key !== "Enter" && event.key !== " ") return;
    event.preventDefault();
    if (step === undefined) {
      open();
      return;
    }
    const next = Math.min(Math.max((at.value ?? lastShown(rows)) + step, 0), rows.length - 1);
    const row = rows[next];
    if (!row) return;
    revealDate(row.from);
    revealDate(row.to);
    plot.current?.setCursor({ left: plot.current.valToPos(row.x, "x"), top: 0 });
    at.value = next;
  };
  return (
    <figure class="plot">
      <figcaption>
        <h3>{title}</h3>
        <Values {...props} at={at} />
      </figcaption>
      <Slider {...props} at={at} place={place} onPress={press} />
      <PlotTable {...props} />
    </figure>
  );
}

/** The values at the cursor, or at the end of the window; also the plot's legend. */
function Values({ rows, series, at }: PlotProps & { at: Signal<number | null> }) {
  const index = at.value ?? lastShown(rows);
  return (
    <p class="plot-values" aria-hidden="true">
      <span>{rows[index]?.name}</span>
      {series.map(({ name, colour, kind, values, format }) => (
        <span key={name}>
          {kind !== "text" && <i class="swatch" data-kind={kind} style={{ "--tint": `var(--${colour})` }} />} {name} <b>{format(values[index] ?? null, index)}</b>
        </span>
      ))}
    </p>
  );
}

interface SliderProps extends PlotProps {
  at: Signal<number | null>;
  onPress: (event: KeyboardEvent) => void;
  place: RefObject<HTMLDivElement | null>;
}

function Slider({ title, rows, series, at, onPress, place }: SliderProps) {
  const index = at.value ?? lastShown(rows);
  const words = [rows[index]?.name, ...series.map(({ name, values, format }) => `${name} ${format(values[index] ?? null, index)}`)];
  return (
    <div
      ref={place}
      class="plot-place"
      role="slider"
      tabIndex={0}
      aria-label={t("{plot}. Arrow keys move, Enter opens a day.", { plot: title })}
      aria-valuemin={0}
      aria-valuemax={Math.max(rows.length - 1, 0)}
      aria-valuenow={Math.max(index, 0)}
      aria-valuetext={words.join(", ")}
      onKeyDown={onPress}
    />
  );
}

/** Returns the last row in the window. */
function lastShown(rows: PlotRow[]): number {
  const { max } = axisRange.value;
  return Math.max(rows.findLastIndex(({ x }) => x <= max), 0);
}

function dataOf({ rows, series }: PlotProps): uPlot.AlignedData {
  return [rows.map(({ x }) => x), ...series.map(({ values }) => values)];
}

function height(): number {
  return 10 * rootFontSize();
}
