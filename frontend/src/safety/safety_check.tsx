import { useSignal } from "@preact/signals";
import type { ComponentChildren } from "preact";
import { useEffect } from "preact/hooks";

import { api } from "../connection/api";
import { attempt } from "../connection/notice";
import type { SafetyStep } from "../connection/shapes/safety";
import { navigate } from "../route";
import { safetyResult } from "../settings/profile";
import { date, t } from "../texts";
import { Skeleton } from "../ui/skeleton";
import { SafetyOutcome } from "./safety_outcome";
import { QuestionForm } from "./safety_question";

type GivenAnswers = [question: string, answer: string][];

/** The safety questions, one at a time. The server chooses the next one and decides the outcome. */
export function SafetyCheck({ onAnswered }: { onAnswered?: () => void }) {
  const givenAnswers = useSignal<GivenAnswers>([]);
  const next = useSignal<SafetyStep | null>(null);
  const busy = useSignal(false);

  const proceed = async (answers: GivenAnswers): Promise<void> => {
    if (busy.value) return;
    busy.value = true;
    try {
      const reply = await api.nextSafetyQuestion(Object.fromEntries(answers));
      if (reply.question === null) {
        const result = await api.saveSafetyAnswers(Object.fromEntries(answers), false);
        onAnswered?.();
        safetyResult.value = result;
      }
      givenAnswers.value = answers;
      next.value = reply;
    } finally {
      busy.value = false;
    }
  };
  /** Whether the user asked for the question by a press; the first one comes with the view. */
  const isAsked = useSignal(false);
  const ask = (answers: GivenAnswers): void => {
    isAsked.value = true;
    attempt(() => proceed(answers));
  };
  const declareCleared = (): void =>
    attempt(async () => {
      safetyResult.value = await api.saveSafetyAnswers(Object.fromEntries(givenAnswers.value), true);
    });

  const status = safetyResult.value?.status;
  useEffect(() => {
    if ((status === "missing" || status === "due") && next.value === null) attempt(() => proceed([]));
  }, [status]);

  const question = next.value?.question;
  if (question && next.value) {
    return (
      <QuestionForm
        key={question.id}
        question={question}
        asked={next.value.asked}
        about={next.value.about}
        takesFocus={isAsked.value}
        onAnswer={(answer) => ask([...givenAnswers.value, [question.id, answer]])}
        onBack={givenAnswers.value.length > 0 ? () => ask(givenAnswers.value.slice(0, -1)) : null}
      />
    );
  }
  if (!safetyResult.value?.verdict) return <Skeleton rows={4} />;
  return (
    <CheckResult onRepeat={() => ask([])} fresh={next.value !== null}>
      {safetyResult.value.status === "blocked" && next.value?.clinician && (
        <ClinicianQuestion question={next.value.clinician} onYes={declareCleared} />
      )}
    </CheckResult>
  );
}

/** `fresh`: the questions were answered just now. */
function CheckResult({ onRepeat, fresh, children }: { onRepeat: () => void; fresh: boolean; children: ComponentChildren }) {
  const result = safetyResult.value;
  if (!result) return null;
  return (
    <>
      <SafetyOutcome result={result} fresh={fresh} />
      {children}
      {result.at && !fresh && <p>{t("Answered on {date}.", { date: date(result.at) })}</p>}
      <div class="row">
        {result.status === "clear" && (
          <button type="button" class="primary" onClick={() => navigate("today")}>
            {t("See today's session")}
          </button>
        )}
        {/* Right after an emergency answer there is nothing to press: the text is what counts. */}
        {!(fresh && result.status === "emergency") && (
          <button type="button" class="quiet" onClick={onRepeat}>
            {t("Redo the safety check")}
          </button>
        )}
      </div>
    </>
  );
}

/** The question whose yes lifts a block. */
function ClinicianQuestion({ question, onYes }: { question: string; onYes: () => void }) {
  return (
    <section aria-label={question}>
      <p>{question}</p>
      <button type="button" onClick={onYes}>
        {t("Yes, I've been cleared")}
      </button>
    </section>
  );
}
