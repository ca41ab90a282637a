import { useSignal } from "@preact/signals";
import type { ComponentChildren } from "preact";
import { useEffect } from "preact/hooks";

import { api } from "../connection/api";
import { attempt } from "../connection/notice";
import type { ScreenNext } from "../connection/shapes/safety";
import { go } from "../route";
import { screen } from "../settings/profile";
import { date, t } from "../texts";
import { Skeleton } from "../ui/skeleton";
import { Outcome } from "./safety_outcome";
import { Asked } from "./safety_question";

type Given = [question: string, answer: string][];

/** The safety questions, one after the other. The server says which comes next, and what they come to. */
export function Checking({ onAnswered }: { onAnswered?: () => void }) {
  const given = useSignal<Given>([]);
  const next = useSignal<ScreenNext | null>(null);
  const busy = useSignal(false);

  const proceed = async (answers: Given): Promise<void> => {
    if (busy.value) return;
    busy.value = true;
    try {
      const reply = await api.nextQuestion(Object.fromEntries(answers));
      if (reply.question === null) {
        const found = await api.saveAnswers(Object.fromEntries(answers), false);
        onAnswered?.();
        screen.value = found;
      }
      given.value = answers;
      next.value = reply;
    } finally {
      busy.value = false;
    }
  };
  /** Whether the question was asked for by a press; the first comes with the view. */
  const called = useSignal(false);
  const ask = (answers: Given): void => {
    called.value = true;
    attempt(() => proceed(answers));
  };
  const declareCleared = (): void =>
    attempt(async () => {
      screen.value = await api.saveAnswers(Object.fromEntries(given.value), true);
    });

  const status = screen.value?.status;
  useEffect(() => {
    if ((status === "missing" || status === "due") && next.value === null) attempt(() => proceed([]));
  }, [status]);

  const question = next.value?.question;
  if (question && next.value) {
    return (
      <Asked
        key={question.id}
        question={question}
        asked={next.value.asked}
        about={next.value.about}
        called={called.value}
        answer={(answer) => ask([...given.value, [question.id, answer]])}
        back={given.value.length > 0 ? () => ask(given.value.slice(0, -1)) : null}
      />
    );
  }
  if (!screen.value?.verdict) return <Skeleton rows={4} />;
  return (
    <Result again={() => ask([])} fresh={next.value !== null}>
      {screen.value.status === "blocked" && next.value?.clinician && (
        <Clinician question={next.value.clinician} yes={declareCleared} />
      )}
    </Result>
  );
}

/** `fresh`: the questions were answered just now. */
function Result({ again, fresh, children }: { again: () => void; fresh: boolean; children: ComponentChildren }) {
  const result = screen.value;
  if (!result) return null;
  return (
    <>
      <Outcome screen={result} fresh={fresh} />
      {children}
      {result.at && !fresh && <p>{t("Answered on {date}.", { date: date(result.at) })}</p>}
      <div class="row">
        {result.status === "clear" && (
          <button type="button" class="primary" onClick={() => go("today")}>
            {t("Go to today's session")}
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

/** What lifts a block, if it is so. */
function Clinician({ question, yes }: { question: string; yes: () => void }) {
  return (
    <section aria-label={question}>
      <p>{question}</p>
      <button type="button" onClick={yes}>
        {t("Yes, I am cleared")}
      </button>
    </section>
  );
}
