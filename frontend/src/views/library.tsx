import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";

import { attempt } from "../notice";
import { ExercisePage } from "../parts/exercise";
import { Heading } from "../parts/heading";
import { Skeleton } from "../parts/skeleton";
import { Still } from "../parts/still";
import { detail } from "../route";
import { t } from "../texts";
import { api } from "../wire/api";
import type { Entry } from "../wire/library";

/** What can be done: all of it, or the one that the address names. */
export function LibraryView() {
  const entries = useSignal<Entry[] | null>(null);
  useEffect(() => {
    attempt(async () => {
      entries.value = await api.library();
    });
  }, []);
  const chosen = entries.value?.find(({ id }) => id === detail.value);
  if (chosen) return <ExercisePage key={chosen.id} entry={chosen} />;
  if (detail.value) return entries.value ? <Unknown /> : <Skeleton rows={8} />;
  return <All entries={entries.value} />;
}

function Unknown() {
  return (
    <>
      <Heading title={t("Exercise not found")} />
      <p>
        <a href="#/library">{t("All exercises")}</a>
      </p>
    </>
  );
}

function All({ entries }: { entries: Entry[] | null }) {
  return (
    <>
      <Heading title={t("Exercises")} />
      {entries === null && <Skeleton kind="card" rows={6} />}
      <ul class="cards">
        {entries?.map(({ id, name, summary, role, posture }) => (
          <li key={id}>
            <Still exercise={id} />
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

function roleName(role: Entry["role"]): string {
  switch (role) {
    case "strengthen":
      return t("Strength");
    case "stretch":
      return t("Stretch");
    case "test":
      return t("Self-test");
  }
}

function postureName(posture: Entry["posture"]): string {
  switch (posture) {
    case "chair":
      return t("on a chair");
    case "standing":
      return t("standing");
    case "floor":
      return t("on the floor");
  }
}
