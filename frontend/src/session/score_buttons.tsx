/** The numbers of a scale that have the same meaning. */
export function ScoreButtons({ from, to, meaning, onPick }: { from: number; to: number; meaning: string; onPick: (score: number) => void }) {
  const scores = Array.from({ length: to - from + 1 }, (_, index) => from + index);
  const title = `score-${from}`;
  return (
    <section style={{ "--count": scores.length }}>
      <p id={title}>{meaning}</p>
      <div role="group" aria-labelledby={title}>
        {scores.map((score) => (
          <button key={score} type="button" onClick={() => onPick(score)}>
            {score}
          </button>
        ))}
      </div>
    </section>
  );
}
