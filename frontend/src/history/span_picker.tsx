import { t } from "../texts";
import { written } from "./calendar";
import { more } from "./days";
import { canGo, length, pan, shown, span, SPANS, spread, whole, type Span } from "./time_window";

/** Which time is shown, and what moves it. */
export function SpanPicker() {
  const { from, to } = shown.value;
  const offered = SPANS.filter((_, index) => index === 0 || (SPANS[index - 1] ?? 0) * 7 < whole.value);
  return (
    <div class="span-picker">
      {offered.length > 1 && (
        <div class="row" role="group" aria-label={t("How much is shown")}>
          {offered.map((weeks) => (
            <button key={weeks} type="button" aria-pressed={span.value === weeks} onClick={() => spread(weeks)}>
              {spanName(weeks)}
            </button>
          ))}
        </div>
      )}
      <div class="row">
        <button type="button" disabled={!canGo.value.earlier} onClick={() => pan(-length.value / 2)}>
          {t("Earlier")}
        </button>
        <button type="button" disabled={!canGo.value.later} onClick={() => pan(length.value / 2)}>
          {t("Later")}
        </button>
        <p role="status">
          {t("{from} to {to}", { from: written(from, { dateStyle: "medium" }), to: written(to, { dateStyle: "medium" }) })}
          {more.value && <span class="level"> {t("Earlier days are being read…")}</span>}
        </p>
      </div>
    </div>
  );
}

function spanName(weeks: Span): string {
  switch (weeks) {
    case 4:
      return t("4 weeks");
    case 13:
      return t("13 weeks");
    case 52:
      return t("A year");
    default:
      return t("All");
  }
}
