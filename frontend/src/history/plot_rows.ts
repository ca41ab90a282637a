/** Rows of plots from buckets, and the wording of their values. */

import { formatNumber, percent, t } from "../texts";
import type { Bucket, BucketUnit } from "./bucket";
import { formatDate, secondsOf } from "./calendar";
import type { PlotRow } from "./plot_options";

export function plotRow({ from, to, start }: Bucket, unit: BucketUnit): PlotRow {
  // In the middle of its days, so that days and weeks lie under each other.
  return { from, to, x: (secondsOf(from) + secondsOf(to)) / 2, name: bucketName(start, unit) };
}

export function bucketName(start: string, unit: BucketUnit): string {
  switch (unit) {
    case "day":
      return formatDate(start, { weekday: "short", day: "numeric", month: "short", year: "numeric" });
    case "week":
      return t("week of {day}", { day: formatDate(start, { dateStyle: "medium" }) });
    case "month":
      return formatDate(start, { month: "long", year: "numeric" });
    case "quarter":
      return t("Three months from {month}", { month: formatDate(start, { month: "long", year: "numeric" }) });
  }
}

/** Returns the title of the column with the rows' dates. */
export function unitName(unit: BucketUnit): string {
  switch (unit) {
    case "day":
      return t("Day");
    case "week":
      return t("Week");
    case "month":
      return t("Month");
    case "quarter":
      return t("Quarter");
  }
}

/** Stands for an unknown value. */
export const NO_VALUE = "–";

export function formatCount(value: number | null): string {
  return value === null ? NO_VALUE : formatNumber(Math.round(value));
}

export function formatTenths(value: number | null): string {
  return value === null ? NO_VALUE : formatNumber(value);
}

export function formatPercent(value: number | null): string {
  return value === null ? NO_VALUE : percent(value / 100);
}

export function formatHours(value: number | null): string {
  return value === null ? NO_VALUE : t("{hours} h", { hours: formatNumber(value) });
}

export function formatMinutes(value: number | null): string {
  return value === null ? NO_VALUE : t("{minutes} min", { minutes: formatNumber(value) });
}
