import { parts, type Stretch } from "../strip";
import { t, timeOfDay } from "../texts";
import type { Day } from "../wire/day";
import { activityName } from "./activity";
import { partName } from "./strip";

interface TableProps {
  day: Day;
  onChoose: (stretch: Stretch) => void;
  onTakeBack: (entry: string) => void;
}

/** The day in words, to be read out and put right without a hand on the strip. */
export function DayTable({ day, onChoose, onTakeBack }: TableProps) {
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
          {parts(day).map((part) => (
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
          const told = partName({ from: Date.parse(start), to: Date.parse(end), activity });
          return (
            <li key={entry} class="row">
              <span>{told}</span>
              <button type="button" aria-label={t("Remove {part}", { part: told })} onClick={() => onTakeBack(entry)}>
                {t("Remove")}
              </button>
            </li>
          );
        })}
      </ul>
    </details>
  );
}
