import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";

import { useKeys } from "../keys";
import { attempt } from "../notice";
import { Heading } from "../parts/heading";
import { Outcome } from "../parts/outcome";
import { screen } from "../person";
import { go } from "../route";
import { date, t } from "../texts";
import { api } from "../wire/api";
import type { Question, ScreenNext } from "../wire/screen";

type Given = [question: string, answer: string][];

/** Keys for the three usual answers; every answer also has its number. */
const LETTERS: Record<string, string> = { n: "no", y: "yes", u: "unsure" };

/** The safety check: one question after the other. The server says which comes next, and what they come to. */
export function ScreenView() {
  const given = useSignal<Given>([]);
  const next = useSignal<ScreenNext | null>(null);
  const cleared = useSignal(false);
  const busy = useSignal(false);

  const proceed = async (answers: Given): Promise<void> => {
    if (busy.value) return;
    busy.value = true;
    try {
      const reply = await api.nextQuestion(Object.fromEntries(answers));
      if (reply.question === null) {
        screen.value = await api.saveAnswers(Object.fromEntries(answers), cleared.value);
      }
      given.value = answers;
      next.value = reply;
    } finally {
      busy.value = false;
    }
  };
  const ask = (answers: Given): void => attempt(() => proceed(answers));
  const declareCleared = (): void => {
    cleared.value = true;
    ask(given.value);
  };

  useEffect(() => {
    const due = screen.value === null || screen.value.status === "missing" || screen.value.status === "due";
    if (due) ask([]);
  }, []);

  const question = next.value?.question;
  return (
    <>
      <Heading title={t("Safety check")} />
      {question && next.value ? (
        <Asked
          key={question.id}
          question={question}
          asked={next.value.asked}
          about={next.value.about}
          answer={(answer) => ask([...given.value, [question.id, answer]])}
          back={given.value.length > 0 ? () => ask(given.value.slice(0, -1)) : null}
        />
      ) : (
        screen.value && screen.value.verdict && (
          <Result again={() => ask([])} declareCleared={declareCleared} fresh={next.value !== null} />
        )
      )}
    </>
  );
}

interface AskedProps {
  question: Question;
  asked: number;
  about: number;
  answer: (id: string) => void;
  back: (() => void) | null;
}

function Asked({ question, asked, about, answer, back }: AskedProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (asked > 0) heading.current?.focus();
  }, []);
  const ids = question.answers.map(({ id }) => id);
  useKeys({
    ...Object.fromEntries(ids.map((id, index) => [String(index + 1), () => answer(id)])),
    ...Object.fromEntries(
      Object.entries(LETTERS).flatMap(([key, id]) => (ids.includes(id) ? [[key, () => answer(id)]] : [])),
    ),
    ...(back && { backspace: back, arrowleft: back }),
  });
  return (
    <section class="question">
      {asked === 0 && <p>{t("A few questions first, to find out whether this routine is for you today.")}</p>}
      <progress value={asked} max={Math.max(about, asked + 1)} aria-label={t("Questions answered")} />
      <h2 ref={heading} id="question" tabIndex={-1}>
        {question.text}
      </h2>
      <div class="answers" role="group" aria-labelledby="question">
        {question.answers.map(({ id, text }, index) => (
          <button key={id} type="button" class="big" onClick={() => answer(id)}>
            {text} <kbd aria-hidden="true">{index + 1}</kbd>
          </button>
        ))}
      </div>
      {back && (
        <button type="button" class="quiet" onClick={back}>
          {t("Back to the question before")}
        </button>
      )}
    </section>
  );
}

/** `fresh`: the questions were answered just now. */
function Result({ again, declareCleared, fresh }: { again: () => void; declareCleared: () => void; fresh: boolean }) {
  const result = screen.value;
  if (!result) return null;
  const may = result.status === "clear";
  return (
    <>
      <Outcome screen={result} />
      {result.at && !fresh && <p>{t("Answered on {date}.", { date: date(result.at) })}</p>}
      <div class="row">
        {may && (
          <button type="button" class="primary" onClick={() => go("today")}>
            {t("Go to today's session")}
          </button>
        )}
        {result.status === "blocked" && (
          <button type="button" onClick={declareCleared}>
            {t("A health professional has told me that I may exercise")}
          </button>
        )}
        {/* Right after an emergency answer there is nothing to press: the text is what counts. */}
        {!(fresh && result.status === "emergency") && (
          <button type="button" class="quiet" onClick={again}>
            {t("Answer the questions again")}
          </button>
        )}
      </div>
    </>
  );
}
