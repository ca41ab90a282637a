import { api } from "../connection/api";
import { attempt } from "../connection/notice";
import type { Reminder, ReminderReply } from "../connection/shapes/day";
import { startSession } from "../session/live_session";
import { unlockSound } from "../sound/tone_scheduler";
import { t } from "../texts";
import { day } from "./day";

/** The desktop's reminder on the page: the same words, the same buttons. */
export function ReminderCard() {
  const reminder = day.value?.reminder;
  return (
    <div role="status">
      {reminder && (
        <section class="outcome" aria-label={t("Reminder")}>
          <p class="lead">{reminder.text}</p>
          <div class="row">
            <button type="button" class="primary" onClick={() => startReminded(reminder)}>
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

function reply({ id }: Reminder, answer: ReminderReply): void {
  attempt(async () => {
    day.value = await api.answerReminder(id, answer);
  });
}

function startReminded(reminder: Reminder): void {
  unlockSound();
  reply(reminder, "started");
  startSession({ minutes: reminder.minutes, place: reminder.place });
}
