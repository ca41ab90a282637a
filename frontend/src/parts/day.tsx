import { day } from "../day";
import { t } from "../texts";
import { caveat } from "./caveat";
import { CheckIn } from "./check_in";
import { Morning } from "./morning";
import { Reasons } from "./reasons";
import { Retold } from "./retold";
import { Standing } from "./standing";
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
