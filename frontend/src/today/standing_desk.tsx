import { api } from "../connection/api";
import { attempt } from "../connection/notice";
import { t } from "../texts";
import { day } from "./day";

/** The switch for standing work: typing then doesn't count as sitting. */
export function StandingDeskSwitch() {
  const today = day.value;
  if (!today) return null;
  const turn = (): void =>
    attempt(async () => {
      const { standing } = await api.saveReminders({ standing: !today.standing });
      if (day.value) day.value = { ...day.value, standing };
    });
  return (
    <label class="choice">
      <input type="checkbox" role="switch" checked={today.standing} onChange={turn} />
      <span>{t("I'm standing at my desk now")}</span>
    </label>
  );
}
