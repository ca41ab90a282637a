import { t } from "../texts";
import { caveat } from "./charge_caveat";
import { CheckIn } from "./check_in";
import { day } from "./day";
import { Retold } from "./day_editor";
import { Morning } from "./morning_check";
import { Reasons } from "./reminder_reasons";
import { Standing } from "./standing_desk";
import { WhatIf } from "./what_if";

/** The day until now, what it made of the charge, and what could still be made of it. */
export function DaySection() {
  const today = day.value;
  return (
    <section class="day" aria-label={t("Your day")}>
      <Morning />
      <h2>{t("Your day")}</h2>
      {today ? (
        <>
          <Retold
            day={today}
            onDay={(found) => {
              day.value = found;
            }}
          />
          <Standing />
          <WhatIf day={today} />
          <Reasons />
        </>
      ) : (
        <div class="strip" />
      )}
      <p class="hint">{caveat()}</p>
      {today && <CheckIn />}
    </section>
  );
}
