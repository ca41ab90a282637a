import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";

import { api } from "../connection/api";
import { attempt } from "../connection/notice";
import type { LibraryEntry } from "../connection/shapes/library";
import { StaticFigure } from "../figure/static_figure";
import { detail } from "../route";
import { t } from "../texts";
import { Heading } from "../ui/heading";
import { Skeleton } from "../ui/skeleton";
import { ExercisePage } from "./exercise_page";

/** All exercises, or the one that the address names. */
export function LibraryView() {
  const entries = useSignal<LibraryEntry[] | null>(null);
  useEffect(() => {
    attempt(async () => {
      entries.value = await api.library();
    });
  }, []);
  const entry = entries.value?.find(({ id }) => id === detail.value);
  if (entry) return <ExercisePage key={entry.id} entry={entry} />;
  if (detail.value) return entries.value ? <UnknownExercise /> : <Skeleton rows={8} />;
  return <AllExercises entries={entries.value} />;
}

function UnknownExercise() {
  return (
    <>
      <Heading title={t("Exercise not found")} />
      <p>
        <a href="#/library">{t("All exercises")}</a>
      </p>
    </>
  );
}

function AllExercises({ entries }: { entries: LibraryEntry[] | null }) {
  return (
    <>
      <Heading title={t("Exercises")} />
      {entries === null && <Skeleton kind="card" rows={6} />}
      <ul class="cards">
        {entries?.map(({ id, name, summary, role, posture }) => (
          <li key={id}>
            <StaticFigure exercise={id} />
            <h2>
              <a href={`#/library/${id}`}>{name}</a>
            </h2>
            <p class="detail">
              <span>{roleName(role)}</span>
              <span>{postureName(posture)}</span>
            </p>
            <p>{summary}</p>
          </li>
        ))}
      </ul>
    </>
  );
}

function roleName(role: LibraryEntry["role"]): string {
  switch (role) {
    case "strengthen":
      return t("Strength");
    case "stretch":
      return t("Stretch");
    case "test":
      return t("Self-test");
  }
}

function postureName(posture: LibraryEntry["posture"]): string {
  switch (posture) {
    case "chair":
      return t("on a chair");
    case "standing":
      return t("standing");
    case "floor":
      return t("on the floor");
  }
}
