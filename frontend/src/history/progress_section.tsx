import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";

import { api } from "../connection/api";
import { attempt } from "../connection/notice";
import type { LevelChange, LevelState, TrainingProgress } from "../connection/shapes/progress";
import { date, t } from "../texts";
import { LevelText } from "./level_text";
import { WeekMeters } from "./week_meters";

/** The number of changes shown at first. */
const MAX_LATEST = 4;

/** The level on each ladder and its reason, the week's totals, and the changes; empty before the first session. */
export function ProgressSection() {
  const loaded = useSignal<TrainingProgress | null>(null);
  const load = (request: () => Promise<TrainingProgress>): void =>
    attempt(async () => {
      loaded.value = await request();
    });
  useEffect(() => load(api.progress), []);
  const undo = (id: string): void => load(() => api.undoChange(id));
  const progress = loaded.value;
  if (!progress || progress.exercises.length === 0) return null;
  const { exercises, week, changes, easy_week: easy, retest } = progress;
  return (
    <section class="progress" aria-label={t("Progress")}>
      <h2>{t("Your levels")}</h2>
      <ul class="plain">
        {exercises.map((exercise) => (
          <Ladder
            key={exercise.exercise}
            levelState={exercise}
            onChoose={(level) => load(() => api.chooseLevel(exercise.exercise, level))}
          />
        ))}
      </ul>
      {retest && <p class="outcome">{retest}</p>}
      {easy.text && (
        <div class="outcome">
          <p>{easy.text}</p>
          {easy.until && <p>{t("Your easy week lasts until {date}.", { date: date(easy.until) })}</p>}
          {easy.offered && (
            <button type="button" onClick={() => load(api.startEasyWeek)}>
              {t("Start easy week")}
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

function Ladder({ levelState, onChoose }: { levelState: LevelState; onChoose: (level: string) => void }) {
  const level = levelState.levels.find(({ id }) => id === levelState.level)?.name ?? levelState.level;
  const position = t("level {rung} of {rungs}", { rung: levelState.rung, rungs: levelState.rungs });
  return (
    <li>
      <h3>{levelState.name}</h3>
      <p>
        <span class="rungs" role="img" aria-label={position}>
          {Array.from({ length: levelState.rungs }, (_, index) => (
            <span key={index} class={index < levelState.rung ? "reached" : undefined} />
          ))}
        </span>{" "}
        <LevelText place={{ ...levelState, level }} />
      </p>
      {levelState.why && <p class="level">{levelState.why}</p>}
      <details>
        <summary>{t("Choose another level")}</summary>
        <div class="row" role="group" aria-label={t("Level for {exercise}", { exercise: levelState.name })}>
          {levelState.levels.map(({ id, name }) => (
            <button key={id} type="button" aria-pressed={id === levelState.level} onClick={() => onChoose(id)}>
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
      {changes.map((change) => (
        <Change key={change.id} change={change} onUndo={() => onUndo(change.id)} />
      ))}
    </ol>
  );
}

function Change({ change, onUndo }: { change: LevelChange; onUndo: () => void }) {
  return (
    <li>
      <p>
        <time dateTime={change.at}>{date(change.at)}</time>: <strong>{change.name}</strong>
      </p>
      <p>
        <LevelText place={change.before} /> → <LevelText place={change.after} />
      </p>
      <p>{change.why}</p>
      {change.undoable && (
        <button type="button" aria-label={t("Undo: {exercise}", { exercise: change.name })} onClick={onUndo}>
          {t("Undo")}
        </button>
      )}
    </li>
  );
}
