import { useSignal } from "@preact/signals";
import { useRef } from "preact/hooks";

import { day } from "../day";
import { attempt } from "../notice";
import { load } from "../person";
import { go } from "../route";
import { t, timeOfDay } from "../texts";
import { api } from "../wire/api";
import type { Felt } from "../wire/day";
import { Scale } from "./scale";

/** Two taps: how numb, how wobbly. `session`: the one that it comes after. */
export function CheckIn({ session = null }: { session?: string | null }) {
  const numb = useSignal<number | null>(null);
  const section = useRef<HTMLElement>(null);
  const feelings = day.value?.felt ?? [];
  const after = session && feelings.find((one) => one.session === session);
  const last = feelings.filter((one) => one !== after).at(-1);
  const keep = (wobble: number): void =>
    attempt(async () => {
      day.value = await api.feel({ numb: numb.value ?? 0, wobble, session });
      numb.value = null;
      section.current?.querySelector("h2")?.focus();
    });
  const warn = (): void =>
    attempt(async () => {
      day.value = await api.feel({ new_numbness: true, session });
      await load();
      go("screen");
    });
  return (
    <section class="check-in" ref={section}>
      <h2 tabIndex={-1}>{t("How do you feel?")}</h2>
      <p role="status">{[last, after].map((felt) => felt && told(felt)).filter(Boolean).join(" · ")}</p>
      {!after && numb.value === null && (
        <Scale
          question={t("How numb are your buttocks?")}
          most={t("completely numb")}
          onPick={(score) => {
            numb.value = score;
          }}
        />
      )}
      {!after && numb.value !== null && (
        <Scale question={t("How wobbly are your legs when you stand up?")} most={t("can barely stand")} onPick={keep} />
      )}
      <button type="button" class="quiet" onClick={warn}>
        {t("I have new numbness or tingling")}
      </button>
    </section>
  );
}

function told({ at, numb, wobble }: Felt): string {
  const values = { time: timeOfDay(at), numb: numb ?? "–", wobble: wobble ?? "–" };
  return t("{time}: numbness {numb}, wobbliness {wobble}", values);
}
