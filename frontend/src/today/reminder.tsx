import { api } from "../connection/api";
import { attempt } from "../connection/notice";
import type { Reminder as Shown, Reply } from "../connection/shapes/day";
import { start } from "../session/live_session";
import { allowSound } from "../sound/tone_scheduler";
import { t } from "../texts";
import { day } from "./day";

/** The reminder that the desktop shows, for whoever looks at the page: the same words, the same buttons. */
export function Reminder() {
  const reminder = day.value?.reminder;
  return (
    <div role="status">
      {reminder && (
        <section class="outcome" aria-label={t("Reminder")}>
          <p class="lead">{reminder.text}</p>
          <div class="row">
            <button type="button" class="primary" onClick={() => begin(reminder)}>
              {t("Start")}
            </button>
            <button type="button" onClick={() => reply(reminder, "later")}>
              {t("In 10 minutes")}
            </button>
            <button type="button" onClick={() => reply(reminder, "not-today")}>
              {t("Not today")}
            </button>
          </div>
        </section>
      )}
    </div>
  );
}

function reply({ id }: Shown, said: Reply): void {
  attempt(async () => {
    day.value = await api.reply(id, said);
  });
}

function begin(reminder: Shown): void {
  allowSound();
  reply(reminder, "started");
  start({ minutes: reminder.minutes, place: reminder.place });
}
