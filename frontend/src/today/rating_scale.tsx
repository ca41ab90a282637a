import { t } from "../texts";

const SCORES = Array.from({ length: 11 }, (_, score) => score);

interface RatingScaleProps {
  question: string;
  maxLabel: string;
  onPick: (score: number) => void;
}

/** A question with answers from 0 to 10, each one tap. */
export function RatingScale({ question, maxLabel, onPick }: RatingScaleProps) {
  return (
    <div class="scale" role="group" aria-label={question}>
      <p>
        <strong>{question}</strong> <span class="level">{t("0 = not at all, 10 = {most}", { most: maxLabel })}</span>
      </p>
      <div>
        {SCORES.map((score) => (
          <button key={score} type="button" onClick={() => onPick(score)}>
            {score}
          </button>
        ))}
      </div>
    </div>
  );
}
