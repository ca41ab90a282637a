import { t } from "../texts";
import { chargeCaveat } from "./charge_caveat";
import { CheckIn } from "./check_in";
import { day } from "./day";
import { DayEditor } from "./day_editor";
import { MorningCheck } from "./morning_check";
import { ReasonsSection } from "./reminder_reasons";
import { StandingDeskSwitch } from "./standing_desk";
import { WhatIf } from "./what_if";

/** The day until now, its effect on the charge, and what could still improve it. */
export function DaySection() {
  const today = day.value;
  return (
    <section class="day" aria-label={t("Your day")}>
      <MorningCheck />
      <h2>{t("Your day")}</h2>
      {today ? (
        <>
          <DayEditor
            day={today}
            onChange={(changedDay) => {
              day.value = changedDay;
            }}
          />
          <StandingDeskSwitch />
          <WhatIf day={today} />
          <ReasonsSection />
        </>
      ) : (
        <div class="strip" />
      )}
      <p class="hint">{chargeCaveat()}</p>
      {today && <CheckIn />}
    </section>
  );
}
