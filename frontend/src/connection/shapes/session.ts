import type { PoseCommand } from "../../camera/pose_frame";
import { bool, list, nullable, number, object, oneOf, text, type Infer, type Validator } from "../validators";
import { planShape } from "./plan";
import { runningTestShape } from "./self_tests";
import type { Location } from "./settings";

const stateFields = {
  status: oneOf("running", "paused", "hurt", "done", "stopped"),
  /** Seconds on the plan's timeline; negative in the lead-in. */
  position: number,
  step: nullable(number),
  /** Why it is paused. */
  cause: nullable(oneOf("you", "gap", "resumed")),
  revision: number,
  /** The position at which it waits for the person before the camera; null: the clock alone decides. */
  until: nullable(number),
};

export const sessionStateShape = object(stateFields);
export type SessionState = Infer<typeof sessionStateShape>;

/** `moment`: its purpose, as "start" or "count"; an unknown one is treated as a sentence. */
const cue = object({ at: number, moment: text, text });
export type Cue = Infer<typeof cue>;

export const coachStateShape = object({
  /** The set before the camera; null while the coach watches none. */
  showing: nullable(
    object({
      /** The index of its step. */
      bout: number,
      seen: bool,
      ready: bool,
      /** The index of the followed person in the picture. */
      person: nullable(number),
      reps: number,
      held: number,
      holding: bool,
    }),
  ),
  /** How to get into view. */
  advice: nullable(text),
  /** Where to put the camera for this set. */
  camera: nullable(text),
  /** A cue that is due now; sent once. */
  say: nullable(cue),
  /** A question after a set. */
  ask: nullable(object({ id: text, text, exercise: text })),
  /** Whether a recording of the last set can be saved. */
  take: bool,
});
export type CoachState = Infer<typeof coachStateShape>;

export const sessionShape = object({
  id: text,
  plan: planShape,
  cues: list(cue),
  lead: number,
  interrupted: bool,
  /** The session ends above this pain; null: the general limit holds. */
  most_pain: nullable(number),
  /** The self-test that the session runs; null if it is none. */
  test: nullable(runningTestShape),
  ...stateFields,
});
export type Session = Infer<typeof sessionShape>;

/** Messages from the server over the WebSocket. */
export type ServerMessage =
  | { type: "session"; session: Session | null }
  | { type: "state"; state: SessionState | null }
  | { type: "coach"; coach: CoachState | null }
  | { type: "error"; message: string };

export const serverMessageShape: Validator<ServerMessage> = (value, place) => {
  const { type } = object({ type: oneOf("session", "state", "coach", "error") })(value, place);
  switch (type) {
    case "session":
      return { type, ...object({ session: nullable(sessionShape) })(value, place) };
    case "state":
      return { type, ...object({ state: nullable(sessionStateShape) })(value, place) };
    case "coach":
      return { type, ...object({ coach: nullable(coachStateShape) })(value, place) };
    case "error":
      return { type, ...object({ message: text })(value, place) };
  }
};

/** Commands from the page. */
export type ClientCommand =
  | { do: "start"; minutes: number; place: Location }
  | { do: "test"; test: string }
  | { do: "counted"; count: number }
  | { do: "tick" | "pause" | "resume" | "skip" | "back" | "easier" | "hurts" | "stop" | "end" }
  | { do: "pain"; score: number }
  | PoseCommand
  | { do: "unsee" }
  | { do: "answer"; yes: boolean };
