import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";

import { api } from "../connection/api";
import { attempt } from "../connection/notice";
import type { LevelChange, TrainingProgress, LevelState } from "../connection/shapes/progress";
import { date, t } from "../texts";
import { LevelText } from "./level_text";
import { WeekMeters } from "./week_meters";

/** So many changes are told at once. */
const MAX_LATEST = 4;

/** Where one stands on each ladder and why, what the week held, and what changed; nothing before the first session. */
export function ProgressSection() {
  const found = useSignal<TrainingProgress | null>(null);
  const take = (asked: () => Promise<TrainingProgress>): void =>
    attempt(async () => {
      found.value = await asked();
    });
  useEffect(() => take(api.progress), []);
  const undo = (id: string): void => take(() => api.undoChange(id));
  const progress = found.value;
  if (!progress || progress.exercises.length === 0) return null;
  const { exercises, week, changes, easy_week: easy, retest } = progress;
  return (
    <section class="progress" aria-label={t("Progress")}>
      <h2>{t("Your levels")}</h2>
      <ul class="plain">
        {exercises.map((one) => (
          <Ladder
            key={one.exercise}
            standing={one}
            onChoose={(level) => take(() => api.chooseLevel(one.exercise, level))}
          />
        ))}
      </ul>
      {retest && <p class="outcome">{retest}</p>}
      {easy.text && (
        <div class="outcome">
          <p>{easy.text}</p>
          {easy.until && <p>{t("It lasts until {date}.", { date: date(easy.until) })}</p>}
          {easy.offered && (
            <button type="button" onClick={() => take(api.startEasyWeek)}>
              {t("Take an easy week")}
            </button>
          )}
        </div>
      )}
      <WeekMeters week={week} />
      {changes.length > 0 && <h2>{t("What changed, and why")}</h2>}
      <Changes changes={changes.slice(0, MAX_LATEST)} onUndo={undo} />
      {changes.length > MAX_LATEST && (
        <details>
          <summary>{t("Earlier changes")}</summary>
          <Changes changes={changes.slice(MAX_LATEST)} onUndo={undo} />
        </details>
      )}
    </section>
  );
}

function Ladder({ standing: one, onChoose }: { standing: LevelState; onChoose: (level: string) => void }) {
  const level = one.levels.find(({ id }) => id === one.level)?.name ?? one.level;
  const position = t("level {rung} of {rungs}", { rung: one.rung, rungs: one.rungs });
  return (
    <li>
      <h3>{one.name}</h3>
      <p>
        <span class="rungs" role="img" aria-label={position}>
          {Array.from({ length: one.rungs }, (_, index) => (
            <span key={index} class={index < one.rung ? "reached" : undefined} />
          ))}
        </span>{" "}
        <LevelText place={{ ...one, level }} />
      </p>
      {one.why && <p class="level">{one.why}</p>}
      <details>
        <summary>{t("Choose another level")}</summary>
        <div class="row" role="group" aria-label={t("Level of {exercise}", { exercise: one.name })}>
          {one.levels.map(({ id, name }) => (
            <button key={id} type="button" aria-pressed={id === one.level} onClick={() => onChoose(id)}>
              {name}
            </button>
          ))}
        </div>
      </details>
    </li>
  );
}

function Changes({ changes, onUndo }: { changes: LevelChange[]; onUndo: (id: string) => void }) {
  return (
    <ol class="plain">
      {changes.map((one) => (
        <Change key={one.id} change={one} onUndo={() => onUndo(one.id)} />
      ))}
    </ol>
  );
}

function Change({ change: one, onUndo }: { change: LevelChange; onUndo: () => void }) {
  return (
    <li>
      <p>
        <time dateTime={one.at}>{date(one.at)}</time>: <strong>{one.name}</strong>
      </p>
      <p>
        <LevelText place={one.before} /> → <LevelText place={one.after} />
      </p>
      <p>{one.why}</p>
      {one.undoable && (
        <button type="button" aria-label={t("Undo: {exercise}", { exercise: one.name })} onClick={onUndo}>
          {t("Undo")}
        </button>
      )}
    </li>
  );
}
