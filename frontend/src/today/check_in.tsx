import { useSignal } from "@preact/signals";
import { useRef } from "preact/hooks";

import { api } from "../connection/api";
import { attempt } from "../connection/notice";
import type { SymptomEntry } from "../connection/shapes/day";
import { navigate } from "../route";
import { loadProfile } from "../settings/profile";
import { t, timeOfDay } from "../texts";
import { day } from "./day";
import { RatingScale } from "./rating_scale";

/** Asks in two taps for numbness and wobble. `session`: the session that it follows. */
export function CheckIn({ session = null }: { session?: string | null }) {
  const numb = useSignal<number | null>(null);
  const section = useRef<HTMLElement>(null);
  const entries = day.value?.felt ?? [];
  const after = session && entries.find((entry) => entry.session === session);
  const last = entries.filter((entry) => entry !== after).at(-1);
  const submit = (wobble: number): void =>
    attempt(async () => {
      day.value = await api.reportSymptoms({ numb: numb.value ?? 0, wobble, session });
      numb.value = null;
      section.current?.querySelector("h2")?.focus();
    });
  const warn = (): void =>
    attempt(async () => {
      day.value = await api.reportSymptoms({ new_numbness: true, session });
      await loadProfile();
      navigate("screen");
    });
  return (
    <section class="check-in" ref={section}>
      <h2 tabIndex={-1}>{t("How do you feel?")}</h2>
      <p role="status">{[last, after].map((felt) => felt && entryText(felt)).filter(Boolean).join(" · ")}</p>
      {!after && numb.value === null && (
        <RatingScale
          question={t("How numb are your buttocks?")}
          maxLabel={t("completely numb")}
          onPick={(score) => {
            numb.value = score;
          }}
        />
      )}
      {!after && numb.value !== null && (
        <RatingScale question={t("How wobbly are your legs when you stand up?")} maxLabel={t("can barely stand")} onPick={submit} />
      )}
      <button type="button" class="quiet" onClick={warn}>
        {t("I have new numbness or tingling")}
      </button>
    </section>
  );
}

function entryText({ at, numb, wobble }: SymptomEntry): string {
  const values = { time: timeOfDay(at), numb: numb ?? "–", wobble: wobble ?? "–" };
  return t("{time}: numbness {numb}, wobbliness {wobble}", values);
}
