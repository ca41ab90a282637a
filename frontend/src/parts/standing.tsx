import { day } from "../day";
import { attempt } from "../notice";
import { t } from "../texts";
import { api } from "../wire/api";

/** The switch of who works standing: what is typed then is not typed sitting. */
export function Standing() {
  const today = day.value;
  if (!today) return null;
  const turn = (): void =>
    attempt(async () => {
      const { standing } = await api.changeReminders({ standing: !today.standing });
      if (day.value) day.value = { ...day.value, standing };
    });
  return (
    <label class="choice">
      <input type="checkbox" role="switch" checked={today.standing} onChange={turn} />
      <span>{t("I'm standing at my desk now")}</span>
    </label>
  );
}
