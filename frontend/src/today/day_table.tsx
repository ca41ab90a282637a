import type { Day } from "../connection/shapes/day";
import { t, timeOfDay } from "../texts";
import { activityName } from "./activity";
import { dayParts, type Interval } from "./day_intervals";
import { partName } from "./day_timeline";

interface TableProps {
  day: Day;
  onChoose: (stretch: Interval) => void;
  onRetract: (entry: string) => void;
}

/** The day in words, for screen readers and for editing without a pointer. */
export function DayTable({ day, onChoose, onRetract }: TableProps) {
  return (
    <details class="day-table">
      <summary>{t("Show as a table")}</summary>
      <table>
        <thead>
          <tr>
            <th scope="col">{t("From")}</th>
            <th scope="col">{t("To")}</th>
            <th scope="col">{t("Activity")}</th>
            <th scope="col">{t("Edit")}</th>
          </tr>
        </thead>
        <tbody>
          {dayParts(day).map((part) => (
            <tr key={part.from}>
              <td>{timeOfDay(part.from)}</td>
              <td>{timeOfDay(part.to)}</td>
              <td>{activityName(part.activity)}</td>
              <td>
                {part.activity !== "exercising" && (
                  <button
                    type="button"
                    aria-label={t("Edit {part}", { part: partName(part) })}
                    onClick={() => onChoose({ from: part.from, to: part.to })}
                  >
                    {t("Edit")}
                  </button>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {day.by_hand.length > 0 && <h3>{t("What you entered")}</h3>}
      <ul class="plain">
        {day.by_hand.map(({ entry, start, end, activity }) => {
          const text = partName({ from: Date.parse(start), to: Date.parse(end), activity });
          return (
            <li key={entry} class="row">
              <span>{text}</span>
              <button type="button" aria-label={t("Remove {part}", { part: text })} onClick={() => onRetract(entry)}>
                {t("Remove")}
              </button>
            </li>
          );
        })}
      </ul>
    </details>
  );
}
