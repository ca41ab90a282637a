import { useComputed, useSignal } from "@preact/signals";
import { useRef } from "preact/hooks";

import { t } from "../texts";
import { addDays, daysBetween, formatDate, mondayOf, monthOf } from "./calendar";
import { firstDay, historyDays, type HistoryDay } from "./days";

/** Days by which a key moves. */
const STEPS: Record<string, number> = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 };

/** A month's calendar, with session days marked; each day opens. */
export function MonthCalendar({ onOpen }: { onOpen: (date: string) => void }) {
  const table = useRef<HTMLTableElement>(null);
  const byDate = useComputed(() => new Map(historyDays.value?.map((day) => [day.date, day])));
  const last = historyDays.value?.at(-1)?.date ?? "2026-01-01";
  const first = firstDay.value ?? last;
  /** The focused date; null: the last. */
  const chosenDate = useSignal<string | null>(null);
  const at = chosenDate.value ?? last;
  const month = monthOf(at);
  const next = monthOf(addDays(month, 31));
  const from = mondayOf(month);
  const weeks = Array.from({ length: Math.ceil(daysBetween(from, next) / 7) }, (_, week) => addDays(from, 7 * week));
  const go = (date: string): void => {
    chosenDate.value = date > last ? last : date < first ? first : date;
  };
  const press = (event: KeyboardEvent): void => {
    const step = STEPS[event.key];
    if (step === undefined) return;
    event.preventDefault();
    go(addDays(at, step));
    requestAnimationFrame(() => table.current?.querySelector<HTMLElement>("[tabindex='0']")?.focus());
  };
  return (
    <section class="month">
      <h2>{t("Sessions")}</h2>
      <div class="row">
        <button type="button" disabled={month <= monthOf(first)} onClick={() => go(addDays(month, -1))}>
          {t("Previous month")}
        </button>
        <button type="button" disabled={next > last} onClick={() => go(next)}>
          {t("Next month")}
        </button>
      </div>
      <table ref={table} onKeyDown={press}>
        <caption aria-live="polite">{formatDate(month, { month: "long", year: "numeric" })}</caption>
        <thead>
          <tr>
            {Array.from({ length: 7 }, (_, day) => (
              <th key={day} scope="col" abbr={formatDate(addDays(from, day), { weekday: "long" })}>
                {formatDate(addDays(from, day), { weekday: "short" })}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {weeks.map((monday) => (
            <tr key={monday}>
              {Array.from({ length: 7 }, (_, day) => addDays(monday, day)).map((date) => (
                <td key={date}>
                  {date < month || date >= next ? null : date > last || date < first ? (
                    <span>{formatDate(date, { day: "numeric" })}</span>
                  ) : (
                    <button
                      type="button"
                      class={mark(byDate.value.get(date))}
                      tabIndex={date === at ? 0 : -1}
                      aria-label={`${formatDate(date)}: ${sessionsText(byDate.value.get(date))}`}
                      onClick={() => {
                        chosenDate.value = date;
                        onOpen(date);
                      }}
                    >
                      {formatDate(date, { day: "numeric" })}
                    </button>
                  )}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      <p class="hint">{t("Filled days had a session. Tap a day to see or edit it.")}</p>
    </section>
  );
}

function mark(day: HistoryDay | undefined): string {
  return day && day.sessions > 0 ? "trained" : "";
}

function sessionsText(day: HistoryDay | undefined): string {
  return t("sessions: {count}", { count: day?.sessions ?? 0 });
}
