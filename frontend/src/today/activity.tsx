import type { Activity } from "../connection/shapes/day";
import { t } from "../texts";

/** Returns the name of an activity; null stands for unknown. */
export function activityName(activity: Activity | null): string {
  switch (activity) {
    case "sitting":
      return t("sitting");
    case "standing":
      return t("standing");
    case "walking":
      return t("walking");
    case "lying":
      return t("lying down");
    case "exercising":
      return t("session");
    case null:
      return t("no data");
  }
}

/** The activities that the user can add. */
export const ACTIVITY_ANSWERS = ["sitting", "standing", "walking", "lying"] as const;

/** Returns an activity as the answer to a question. */
export function answerName(activity: (typeof ACTIVITY_ANSWERS)[number]): string {
  switch (activity) {
    case "sitting":
      return t("I was sitting");
    case "standing":
      return t("I was standing");
    case "walking":
      return t("I was walking");
    case "lying":
      return t("I was lying down");
  }
}

/** The meaning of the timeline's colours. */
export function ActivityLegend() {
  return (
    <ul class="day-legend">
      {([...ACTIVITY_ANSWERS, "exercising", null] as const).map((activity) => (
        <li key={activity}>
          <span class={`part ${activity ?? "unknown"}`} aria-hidden="true" /> {activityName(activity)}
        </li>
      ))}
    </ul>
  );
}
