import { useEffect, useRef } from "preact/hooks";

import type { Activity, Day } from "../connection/shapes/day";
import { t } from "../texts";
import { TimeField } from "../ui/time_field";
import { ACTIVITY_ANSWERS, answerName } from "./activity";
import { serverNow, timeFieldValue, timeOnDay, type Interval } from "./day_intervals";

interface ActivityFormProps {
  day: Day;
  chosen: Interval;
  onChoose: (stretch: Interval | null) => void;
  onAnswer: (activity: Activity) => void;
}

/** Asks for the activity in the chosen interval: from, to, and one press. */
export function ActivityForm({ day, chosen, onChoose, onAnswer }: ActivityFormProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus({ preventScroll: true }), []);
  const change = (part: Partial<Interval>): void => {
    const { from, to } = { ...chosen, ...part };
    if (from < to && to <= serverNow(day)) onChoose({ from, to });
  };
  const leave = (event: KeyboardEvent): void => {
    if (event.key !== "Escape") return;
    event.preventDefault(); // Esc must not close the dialog round the form
    onChoose(null);
  };
  // An interval that ends with the day ends at 24:00, which a time field can't show.
  const end = Math.min(chosen.to, Date.parse(day.to) - 60_000);
  return (
    <div class="correction outcome" onKeyDown={leave}>
      <h3 ref={heading} tabIndex={-1}>
        {t("What were you doing?")}
      </h3>
      <div class="row">
        <TimeField
          label={t("From")}
          value={timeFieldValue(chosen.from)}
          onChange={(time) => time && change({ from: timeOnDay(day.from, time) })}
        />
        <TimeField
          label={t("To")}
          value={timeFieldValue(end)}
          onChange={(time) => time && change({ to: timeOnDay(day.from, time) })}
        />
      </div>
      <div class="row">
        {ACTIVITY_ANSWERS.map((activity) => (
          <button key={activity} type="button" onClick={() => onAnswer(activity)}>
            {answerName(activity)}
          </button>
        ))}
        <button type="button" class="quiet" onClick={() => onChoose(null)}>
          {t("Cancel")}
        </button>
      </div>
    </div>
  );
}
