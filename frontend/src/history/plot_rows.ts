/** Rows of plots from days taken together, and how their values are said. */

import { number, percent, t } from "../texts";
import type { Bucket, Unit } from "./bucket";
import { secondsOf, written } from "./calendar";
import type { Row } from "./plot_options";

export function row({ from, to, start }: Bucket, unit: Unit): Row {
  // In the middle of its days, so that days and weeks lie under each other.
  return { from, to, x: (secondsOf(from) + secondsOf(to)) / 2, name: bucketName(start, unit) };
}

export function bucketName(start: string, unit: Unit): string {
  switch (unit) {
    case "day":
      return written(start, { weekday: "short", day: "numeric", month: "short", year: "numeric" });
    case "week":
      return t("week of {day}", { day: written(start, { dateStyle: "medium" }) });
    case "month":
      return written(start, { month: "long", year: "numeric" });
    case "quarter":
      return t("{month} and two months on", { month: written(start, { month: "long", year: "numeric" }) });
  }
}

/** Returns the name of the column that says which days a row tells of. */
export function unitName(unit: Unit): string {
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

/** What stands where nothing is known. */
export const NOTHING = "–";

export function count(value: number | null): string {
  return value === null ? NOTHING : number(Math.round(value));
}

export function tenths(value: number | null): string {
  return value === null ? NOTHING : number(value);
}

export function percents(value: number | null): string {
  return value === null ? NOTHING : percent(value / 100);
}

export function hours(value: number | null): string {
  return value === null ? NOTHING : t("{hours} h", { hours: number(value) });
}

export function minutes(value: number | null): string {
  return value === null ? NOTHING : t("{minutes} min", { minutes: number(value) });
}
