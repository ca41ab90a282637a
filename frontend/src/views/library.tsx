import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";

import { attempt } from "../notice";
import { Heading } from "../parts/heading";
import { t } from "../texts";
import { api } from "../wire/api";
import type { Entry } from "../wire/library";

/** What can be done. */
export function LibraryView() {
  const entries = useSignal<Entry[] | null>(null);
  useEffect(() => {
    attempt(async () => {
      entries.value = await api.library();
    });
  }, []);
  return (
    <>
      <Heading title={t("Exercises")} />
      <ul class="plain">
        {entries.value?.map(({ id, name, summary, role, posture }) => (
          <li key={id}>
            <h2>{name}</h2>
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
      return t("strengthens");
    case "stretch":
      return t("stretches");
    case "test":
      return t("a test");
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
