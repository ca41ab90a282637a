import { useEffect, useRef } from "preact/hooks";

import type { SafetyQuestion } from "../connection/shapes/safety";
import { t } from "../texts";
import { KeyHint } from "../ui/key_hint";
import { useKeys } from "../ui/keys";

/** Keys for the usual answers; every answer also has its number. */
const LETTERS: Record<string, string> = { n: "no", y: "yes", u: "unsure" };

interface QuestionFormProps {
  question: SafetyQuestion;
  /** Its position, from 1, and about how many questions there are. */
  asked: number;
  about: number;
  /** Whether the heading takes the focus, because the user asked for the question. */
  takesFocus: boolean;
  onAnswer: (id: string) => void;
  /** Returns to the question before; null at the first one. */
  onBack: (() => void) | null;
}

/** A safety question, answered with a big button or a key. */
export function QuestionForm({ question, asked, about, takesFocus, onAnswer, onBack }: QuestionFormProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (takesFocus) heading.current?.focus();
  }, []);
  const ids = question.answers.map(({ id }) => id);
  const letters = Object.entries(LETTERS).filter(([, id]) => ids.includes(id));
  const keys = [...ids.map((id, index) => [String(index + 1), id] as const), ...letters];
  useKeys({
    ...Object.fromEntries(keys.map(([key, id]) => [key, () => onAnswer(id)])),
    ...(onBack && { backspace: onBack, arrowleft: onBack }),
  });
  return (
    <section class="question">
      {!onBack && <p>{t("First, a quick safety check. Your answers stay on this computer.")}</p>}
      <label>
        <span class="level">{t("Question {asked} of {about}", { asked, about: Math.max(asked, about) })}</span>
        <progress value={asked} max={Math.max(asked, about)} />
      </label>
      <h2 ref={heading} id="question" tabIndex={-1}>
        {question.text}
      </h2>
      <div class="answers" role="group" aria-labelledby="question">
        {question.answers.map(({ id, text }, index) => (
          <button key={id} type="button" class="big" onClick={() => onAnswer(id)}>
            {text} <KeyHint name={String(index + 1)} />
          </button>
        ))}
      </div>
      {onBack && (
        <button type="button" class="quiet" onClick={onBack}>
          {t("Back")}
        </button>
      )}
    </section>
  );
}
