/** Translates a plot's content into uPlot's options. */

import uPlot from "uplot";

import { dateOf, DAY_S, formatDate } from "./calendar";
import { axisFont, rootFontSize, themeColour, translucent, type ThemeColour } from "./canvas_theme";

/** A row of a plot and of its table. */
export interface PlotRow {
  /** The first and the last day that it covers. */
  from: string;
  to: string;
  /** Its position on the axis, in seconds. */
  x: number;
  name: string;
}

export interface PlotSeries {
  name: string;
  colour: ThemeColour;
  /**
   * `edge`: of a band to the series after it; `point`: hollow; `left` and `right`: bars side by side, the second
   * hollow; `trace` and `dashes`: lines without points; `text`: in words alone.
   */
  kind: "edge" | "line" | "point" | "bar" | "left" | "right" | "trace" | "dashes" | "text";
  /** A value for each row. */
  values: (number | null)[];
  /** The error of each value. */
  errors?: (number | null)[];
  /** A value in words; `row` is its index. */
  format: (value: number | null, row: number) => string;
}

export interface PlotContent {
  series: PlotSeries[];
  /** The vertical axis's minimum and maximum. */
  yRange: [number, number];
  /** The value that research asks for. */
  goal?: number;
  formatTick?: (value: number) => string;
}

/** Returns uPlot's options; sizes are in pixels. */
export function plotOptions(figure: PlotContent, width: number, height: number): uPlot.Options {
  const axis = { stroke: () => themeColour("faint"), font: axisFont(), ticks: { show: false } };
  const grid = { stroke: () => translucent("line"), width: 1 };
  return {
    width,
    height,
    legend: { show: false },
    tzDate: (seconds) => uPlot.tzDate(new Date(seconds * 1000), "Etc/UTC"),
    padding: [rootFontSize() / 2, rootFontSize() / 2, 0, 0],
    scales: { x: { auto: false }, y: { auto: false, range: figure.yRange } },
    cursor: { drag: { x: false, y: false, setScale: false }, y: false, points: { size: 8 } },
    axes: [
      {
        ...axis,
        grid: { show: false },
        space: 4.5 * rootFontSize(),
        size: 2 * rootFontSize(),
        gap: 0.4 * rootFontSize(),
        incrs: [1, 2, 7, 14, 30, 60, 90, 180, 365, 730, 1825].map((days) => days * DAY_S),
        values: (_, at, _axis, _space, step) => at.map((seconds) => tickName(seconds, step)),
      },
      {
        ...axis,
        grid,
        size: 3 * rootFontSize(),
        gap: 4,
        space: 2 * rootFontSize(),
        values: (_, at) => at.map((value) => figure.formatTick?.(value) ?? `${value}`),
      },
    ],
    series: [{}, ...figure.series.map(seriesOptions)],
    bands: figure.series.flatMap(({ kind, colour }, index) =>
      kind === "edge" && figure.series[index + 1]?.kind === "edge"
        ? [{ series: [index + 1, index + 2], fill: () => translucent(colour) }]
        : [],
    ),
    hooks: { drawClear: [(plot) => goalLine(plot, figure)], draw: [(plot) => errorBars(plot, figure)] },
  };
}

function seriesOptions({ kind, colour }: PlotSeries): uPlot.Series {
  const stroke = (): string => themeColour(colour);
  switch (kind) {
    case "edge":
      return { stroke, width: 1.5, points: { size: 4, fill: stroke } };
    case "line":
      return { stroke, width: 2, spanGaps: true, points: { show: true, size: 5, fill: stroke } };
    case "point":
      return { stroke, paths: () => null, points: { show: true, size: 8, width: 2, fill: () => themeColour("raised") } };
    case "trace":
      return { stroke, width: 2, points: { show: false } };
    case "dashes":
      return { stroke, width: 2, dash: [3, 3], points: { show: false } };
    case "text":
      return { show: false };
    default: {
      const align = { left: -1, bar: 0, right: 1 } as const;
      const size: [number, number, number] = [kind === "bar" ? 0.7 : 0.38, 2 * rootFontSize(), 1];
      const paths = uPlot.paths.bars?.({ align: align[kind], size, gap: kind === "bar" ? 0 : 1 });
      return { stroke, width: 1.5, points: { show: false }, ...(kind !== "right" && { fill: stroke }), ...(paths && { paths }) };
    }
  }
}

function tickName(seconds: number, step: number): string {
  if (step >= 365 * DAY_S) return formatDate(dateOf(seconds), { year: "numeric" });
  if (step >= 30 * DAY_S) return formatDate(dateOf(seconds), { month: "short", year: "2-digit" });
  return formatDate(dateOf(seconds), { day: "numeric", month: "short" });
}

/** Draws a line at the goal, behind the data. */
function goalLine(plot: uPlot, { goal }: PlotContent): void {
  if (goal === undefined) return;
  const { ctx, bbox } = plot;
  const y = Math.round(plot.valToPos(goal, "y", true));
  ctx.save();
  ctx.strokeStyle = themeColour("ink");
  ctx.lineWidth = 1.5 * devicePixelRatio;
  ctx.setLineDash([6 * devicePixelRatio, 4 * devicePixelRatio]);
  ctx.beginPath();
  ctx.moveTo(bbox.left, y);
  ctx.lineTo(bbox.left + bbox.width, y);
  ctx.stroke();
  ctx.restore();
}

/** Draws vertical lines through the points, as long as their errors. */
function errorBars(plot: uPlot, { series }: PlotContent): void {
  const { ctx, bbox } = plot;
  ctx.save();
  ctx.beginPath();
  ctx.rect(bbox.left, bbox.top, bbox.width, bbox.height);
  ctx.clip();
  ctx.lineWidth = 1.5 * devicePixelRatio;
  for (const { errors, values, colour } of series) {
    ctx.strokeStyle = themeColour(colour);
    ctx.beginPath();
    errors?.forEach((error, row) => {
      const [value, at] = [values[row], plot.data[0][row]];
      if (error === null || value === null || value === undefined || at === undefined) return;
      const x = Math.round(plot.valToPos(at, "x", true));
      const [top, bottom] = [plot.valToPos(value + error, "y", true), plot.valToPos(value - error, "y", true)];
      const cap = 4 * devicePixelRatio;
      ctx.moveTo(x - cap, top);
      ctx.lineTo(x + cap, top);
      ctx.moveTo(x, top);
      ctx.lineTo(x, bottom);
      ctx.moveTo(x - cap, bottom);
      ctx.lineTo(x + cap, bottom);
    });
    ctx.stroke();
  }
  ctx.restore();
}
