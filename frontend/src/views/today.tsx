import { signal, useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";

import { day, effects, follow, reckon } from "../day";
import { line, send, session, start, state } from "../live";
import { attempt } from "../notice";
import { Battery } from "../parts/battery";
import { Checking } from "../parts/checking";
import { DaySection } from "../parts/day";
import { Effect } from "../parts/effect";
import { Heading } from "../parts/heading";
import { Outcome } from "../parts/outcome";
import { Planned } from "../parts/planned";
import { Reminder } from "../parts/reminder";
import { Skeleton } from "../parts/skeleton";
import { load, screen, settings } from "../person";
import { go } from "../route";
import { clockTime, t } from "../texts";
import { allowSound } from "../tones";
import { api, Refusal, type Wish } from "../wire/api";
import type { Plan } from "../wire/plan";
import type { Settings } from "../wire/settings";

const MINUTES = [3, 7, 12] as const;

const minutes = signal<number>(7);

/** What to do now: start a session, go on with one, or see to the safety check first. */
export function TodayView() {
  // Anew each time: a session can end with pain that asks for a new check.
  useEffect(() => attempt(load), []);
  useEffect(follow, []);
  const status = screen.value?.status;
  /** Whether the questions were answered here, just now. */
  const answered = useSignal(false);
  const checking = status === "missing" || (answered.value && status !== "clear");
  const unfinished = session.value && state.value && !["done", "stopped"].includes(state.value.status);
  return (
    <>
      <div class="top">
        <Heading title={t("Today")} />
        {!checking && status !== "emergency" && <Battery charge={day.value && day.value.charge} />}
      </div>
      {answered.value && status === "clear" && screen.value && <Outcome screen={screen.value} fresh />}
      {!status || !settings.value ? (
        <Skeleton rows={7} />
      ) : checking ? (
        <Checking onAnswered={() => (answered.value = true)} />
      ) : status !== "clear" ? (
        <>
          <NotCleared />
          {status !== "emergency" && <DaySection />}
        </>
      ) : unfinished ? (
        <>
          <Unfinished />
          <DaySection />
        </>
      ) : (
        <Choose settings={settings.value} />
      )}
    </>
  );
}

function NotCleared() {
  const { status, text } = screen.value ?? {};
  return (
    <section class={status === "emergency" ? "outcome emergency" : "outcome"}>
      <p class="lead">{text}</p>
      {status !== "emergency" && (
        <button type="button" class="primary" onClick={() => go("screen")}>
          {status === "blocked" ? t("Open safety check") : t("Start safety check")}
        </button>
      )}
    </section>
  );
}

function Unfinished() {
  const goOn = (): void => {
    allowSound();
    if (state.value?.status === "paused") send({ do: "resume" });
    go("session");
  };
  const end = (): void => {
    // What was interrupted is over already; what is under way must be stopped first.
    if (!session.value?.interrupted) send({ do: "stop" });
    send({ do: "end" });
  };
  return (
    <section class="outcome">
      <p class="lead">
        {session.value?.interrupted ? t("Your last session was interrupted.") : t("You have a session in progress.")}{" "}
        {t("Everything you finished is saved either way.")}
      </p>
      <div class="row">
        <button type="button" class="primary" onClick={goOn}>
          {t("Continue")}
        </button>
        <button type="button" onClick={end}>
          {t("End session")}
        </button>
      </div>
    </section>
  );
}

function Choose({ settings: kept }: { settings: Settings }) {
  const atDesk = useSignal(kept.place === "desk");
  const plan = useSignal<Plan | null>(null);
  const refused = useSignal<string | null>(null);
  const elsewhere = kept.place === "desk" ? "floor" : kept.place;
  const wish: Wish = {
    minutes: minutes.value,
    place: atDesk.value ? "desk" : elsewhere,
  };
  useEffect(() => {
    let current = true;
    attempt(async () => {
      try {
        const found = await api.plan(wish);
        if (current) [plan.value, refused.value] = [found, null];
      } catch (error) {
        if (current) [plan.value, refused.value] = [null, error instanceof Refusal ? error.message : ""];
        if (!(error instanceof Refusal)) throw error;
      }
    });
    return () => {
      current = false;
    };
  }, [wish.minutes, wish.place]);
  // Anew with each look at the day: it is the charge of now that a session would change.
  useEffect(() => attempt(() => reckon(wish.place)), [wish.place, day.value]);
  const press = (): void => {
    allowSound();
    start(wish);
  };
  return (
    <>
      <Reminder />
      <div class="minutes" role="group" aria-label={t("Session length")}>
        {MINUTES.map((each) => (
          <button
            key={each}
            type="button"
            class={each === 7 ? "favourite" : ""}
            aria-pressed={minutes.value === each}
            onClick={() => (minutes.value = each)}
          >
            <span class="figure">{each}</span> {t("min")}
            <Worth minutes={each} />
          </button>
        ))}
      </div>
      <label class="choice">
        <input type="checkbox" role="switch" checked={atDesk.value} onChange={() => (atDesk.value = !atDesk.value)} />
        <span>{t("No floor: beside my desk")}</span>
      </label>
      {refused.value && (
        <section class="outcome">
          <p class="lead">{refused.value}</p>
          <button type="button" onClick={() => go("settings")}>
            {t("Change your equipment")}
          </button>
        </section>
      )}
      {refused.value === null && (
        <section aria-label={t("Your plan")}>
          {plan.value?.steps.length !== 0 && (
            <button type="button" class="primary start" disabled={!plan.value || line.value !== "open"} onClick={press}>
              {plan.value ? t("Start · {time}", { time: clockTime(plan.value.seconds) }) : t("Start")}
            </button>
          )}
          <DaySection />
          <p>
            <a href="#/test">{t("Test yourself")}</a>
          </p>
          <h2>{t("Your plan")}</h2>
          {plan.value ? <Planned plan={plan.value} /> : <Skeleton rows={6} />}
        </section>
      )}
    </>
  );
}

/** What a session of so many minutes would do to the charge. */
function Worth({ minutes: length }: { minutes: number }) {
  const found = effects.value.find((one) => one.minutes === length);
  return found ? <Effect before={found.before} after={found.after} /> : <span class="effect" />;
}
