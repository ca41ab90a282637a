import { t } from "../texts";
import { formatDate } from "./calendar";
import { hasMore } from "./days";
import { canGo, daysAvailable, daysShown, panDays, setWeekSpan, shownDates, WEEK_SPANS, weekSpan, type WeekSpan } from "./time_window";

/** Controls for the period that the plots show. */
export function SpanPicker() {
  const { from, to } = shownDates.value;
  const offered = WEEK_SPANS.filter((_, index) => index === 0 || (WEEK_SPANS[index - 1] ?? 0) * 7 < daysAvailable.value);
  return (
    <div class="span-picker">
      {offered.length > 1 && (
        <div class="row" role="group" aria-label={t("Period shown")}>
          {offered.map((weeks) => (
            <button key={weeks} type="button" aria-pressed={weekSpan.value === weeks} onClick={() => setWeekSpan(weeks)}>
              {spanName(weeks)}
            </button>
          ))}
        </div>
      )}
      <div class="row">
        <button type="button" disabled={!canGo.value.earlier} onClick={() => panDays(-daysShown.value / 2)}>
          {t("Earlier")}
        </button>
        <button type="button" disabled={!canGo.value.later} onClick={() => panDays(daysShown.value / 2)}>
          {t("Later")}
        </button>
        <p role="status">
          {t("{from} to {to}", { from: formatDate(from, { dateStyle: "medium" }), to: formatDate(to, { dateStyle: "medium" }) })}
          {hasMore.value && <span class="level"> {t("Loading earlier days…")}</span>}
        </p>
      </div>
    </div>
  );
}

function spanName(weeks: WeekSpan): string {
  switch (weeks) {
    case 4:
      return t("4 weeks");
    case 13:
      return t("13 weeks");
    case 52:
      return t("1 year");
    default:
      return t("All");
  }
}
