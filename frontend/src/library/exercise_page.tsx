import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";

import type { Figure } from "../connection/shapes/figure";
import type { LibraryEntry } from "../connection/shapes/library";
import { AnimatedFigure } from "../figure/animated_figure";
import { loadFigure, whenLoaded } from "../figure/figure_cache";
import { t, tn } from "../texts";
import { Heading } from "../ui/heading";
import { TitledList } from "../ui/titled_list";
import { LevelPicker } from "./level_picker";

/** Everything about an exercise, with its figure at the chosen level and side. */
export function ExercisePage({ entry }: { entry: LibraryEntry }) {
  const level = useSignal(entry.ladder[0]?.id ?? "");
  const side = useSignal<"" | "left" | "right">("");
  const figure = useSignal<Figure | null>(null);
  useEffect(
    () =>
      whenLoaded(loadFigure(entry.id, level.value, side.value), (loaded) => {
        figure.value = loaded;
      }),
    [entry.id, level.value, side.value],
  );
  const chosenLevel = entry.ladder.find(({ id }) => id === level.value);
  return (
    <article class="exercise">
      <p class="back">
        <a href="#/library">{t("All exercises")}</a>
      </p>
      <Heading title={entry.name} />
      <p class="lead">{entry.summary}</p>
      {figure.value && (
        <div class="demonstration">
          <AnimatedFigure figure={figure.value} name={`${entry.name}, ${chosenLevel?.name ?? ""}`} />
          {figure.value.side !== "both" && <SidePicker side={figure.value.side} choose={(chosen) => (side.value = chosen)} />}
          <MuscleLegend figure={figure.value} />
        </div>
      )}
      <LevelPicker entry={entry} level={level.value} choose={(chosen) => (level.value = chosen)} />
      <h2>{t("How to do it")}</h2>
      <ol>
        {entry.setup.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ol>
      <h2>{t("Where you should feel it")}</h2>
      <p>{entry.feel}</p>
      <TitledList title={t("What it's for")} items={entry.good_for} />
      <TitledList title={t("Stop at once if you notice")} items={entry.stop} />
      <ArticleDose entry={entry} />
      <TitledList title={t("What the evidence says")} items={entry.notes} />
      <Sources sources={entry.sources} />
    </article>
  );
}

function SidePicker({ side, choose }: { side: "left" | "right"; choose: (side: "left" | "right") => void }) {
  return (
    <div class="row sides" role="group" aria-label={t("Side")}>
      <button type="button" aria-pressed={side === "left"} onClick={() => choose("left")}>
        {t("Left leg")}
      </button>
      <button type="button" aria-pressed={side === "right"} onClick={() => choose("right")}>
        {t("Right leg")}
      </button>
    </div>
  );
}

/** The meaning of the two colours on the body. */
function MuscleLegend({ figure: { muscles } }: { figure: Figure }) {
  return (
    <p class="legend">
      {muscles.working.length > 0 && <span class="working">{t("working muscle")}</span>}
      {muscles.stretched.length > 0 && <span class="stretched">{t("stretched muscle")}</span>}
    </p>
  );
}

function ArticleDose({ entry: { article, ladder } }: { entry: LibraryEntry }) {
  const isInArticle = ladder.some(({ origin }) => origin === "article");
  return (
    <>
      <h2>{t("What the article says")}</h2>
      {article ? (
        <ul>
          {article.sets !== null && <li>{tn("{count} set", "{count} sets", article.sets)}</li>}
          {article.reps !== null && <li>{tn("{count} rep per set", "{count} reps per set", article.reps)}</li>}
          {article.seconds !== null && <li>{tn("{count} second per set", "{count} seconds per set", article.seconds)}</li>}
          {article.rest !== null && (
            <li>{tn("{count} second of rest between sets", "{count} seconds of rest between sets", article.rest)}</li>
          )}
        </ul>
      ) : (
        <p>
          {isInArticle
            ? t("The article gives no number of reps. We chose ours.")
            : t("This exercise isn't in the article. We added it.")}
        </p>
      )}
    </>
  );
}

function Sources({ sources }: Pick<LibraryEntry, "sources">) {
  if (sources.length === 0) return null;
  return (
    <>
      <h2>{t("Sources")}</h2>
      <ul class="sources">
        {sources.map(({ cite, link }) => (
          <li key={cite}>
            {link === null ? (
              cite
            ) : (
              <a href={link} target="_blank" rel="noreferrer noopener">
                {cite}
              </a>
            )}
          </li>
        ))}
      </ul>
    </>
  );
}
