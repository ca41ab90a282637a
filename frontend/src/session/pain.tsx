import { useRef } from "preact/hooks";

import { send } from "../connection/socket";
import { t } from "../texts";
import { Heading } from "../ui/heading";
import { useKeys } from "../ui/keys";
import { session } from "./live_session";
import { ScoreButtons } from "./score_buttons";

/**
 * Asks for the pain after "This hurts"; the number decides how the session goes on. Digit keys don't work here: 10
 * would count as 1.
 */
export function PainView() {
  const test = session.value?.test;
  // A prescription may set a lower limit than the general one, never a higher one.
  const [mild, moderate] = [3, 5].map((most) => Math.min(most, session.value?.most_pain ?? 10)) as [number, number];
  const section = useRef<HTMLElement>(null);
  const move = (by: number): void => {
    const scores = [...(section.current?.querySelectorAll("button") ?? [])];
    const here = scores.findIndex((score) => score === document.activeElement);
    scores[here < 0 ? 0 : Math.min(Math.max(here + by, 0), scores.length - 1)]?.focus();
  };
  useKeys({ arrowright: () => move(1), arrowleft: () => move(-1), arrowdown: () => move(1), arrowup: () => move(-1) });
  const end = test ? t("End the self-test") : t("End the session");
  const pick = (score: number): void => void send({ do: "pain", score });
  return (
    <section class="pain" ref={section}>
      <Heading title={t("How bad is the pain?")} />
      <p class="lead">{t("0 = no pain, 10 = the worst you can imagine")}</p>
      <div class="scores">
        <ScoreButtons from={0} to={mild} meaning={test ? t("Start this try again") : t("Continue")} onPick={pick} />
        {mild < moderate && (
          <ScoreButtons from={4} to={moderate} meaning={test ? end : t("Continue, but easier")} onPick={pick} />
        )}
        <ScoreButtons from={moderate + 1} to={10} meaning={end} onPick={pick} />
      </div>
    </section>
  );
}
