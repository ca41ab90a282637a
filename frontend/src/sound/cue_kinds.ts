/** How each kind of cue competes for the voice: the server's table, `session/cue.py`; a test compares the two. */

export interface CueTraits {
  /** A heavier cue interrupts a lighter one. */
  readonly weight: number;
  /** Whether it announces a change: not the tempo, nor how to do an exercise. */
  readonly isChange: boolean;
  /** Whether a soft tone may mark it as a new line to read. */
  readonly hasHint: boolean;
}

/** The weight of a cue that is worthless later: it interrupts its equals, too. */
export const URGENT_WEIGHT = 3;

const CUE_KINDS: Readonly<Record<string, CueTraits>> = {
  done: { weight: 3, isChange: true, hasHint: false },
  count: { weight: 3, isChange: false, hasHint: false },
  last: { weight: 3, isChange: true, hasHint: false },
  start: { weight: 3, isChange: true, hasHint: true },
  switch: { weight: 3, isChange: true, hasHint: false },
  setup: { weight: 2, isChange: false, hasHint: true },
  rest: { weight: 2, isChange: true, hasHint: true },
  halfway: { weight: 2, isChange: false, hasHint: false },
  form: { weight: 1, isChange: false, hasHint: true },
  tempo: { weight: 0, isChange: false, hasHint: false },
  where: { weight: 2, isChange: true, hasHint: false },
  coach: { weight: 1, isChange: false, hasHint: false },
};

/** An unknown kind is a sentence. */
const SENTENCE: CueTraits = { weight: 2, isChange: false, hasHint: false };

/** Returns the traits of a kind of cue, the `moment` of the wire. */
export function cueTraits(moment: string): CueTraits {
  return CUE_KINDS[moment] ?? SENTENCE;
}
