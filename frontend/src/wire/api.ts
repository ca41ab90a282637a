/** The server's answers, checked. */

import { maybe, object, text, type Check } from "./check";
import { figure } from "./figure";
import { history } from "./history";
import { library } from "./library";
import { plan } from "./plan";
import { screen, screenNext, type Answers } from "./screen";
import { session } from "./session";
import { settings, type Place, type Settings } from "./settings";
import { texts } from "./texts";

/** The server said no, and why, in words for people. */
export class Refusal extends Error {}

/** There was no answer. */
export class Unreachable extends Error {}

/** The server doesn't know this browser: the page was opened without the address that carries the token. */
export class LockedOut extends Error {}

const problem = object({ error: object({ message: text }) });

async function ask<T>(check: Check<T>, path: string, method = "GET", body?: unknown): Promise<T> {
  let response: Response;
  try {
    response = await fetch(`api/${path}`, {
      method,
      ...(body !== undefined && { headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) }),
    });
  } catch (error) {
    throw new Unreachable(path, { cause: error });
  }
  if (response.status === 401 || response.status === 403) throw new LockedOut(path);
  const value: unknown = await response.json().catch(() => null);
  if (!response.ok) throw new Refusal(problem(value, path).error.message);
  return check(value, path);
}

/** What a plan is asked for; what is at hand the server knows from the settings. */
export interface Wish {
  minutes: number;
  place: Place;
}

export const api = {
  texts: () => ask(texts, "texts"),
  screen: () => ask(screen, "screen"),
  nextQuestion: (answers: Answers) => ask(screenNext, "screen/next", "POST", { answers }),
  saveAnswers: (answers: Answers, clearedByClinician: boolean) =>
    ask(screen, "screen", "POST", { answers, cleared_by_clinician: clearedByClinician }),
  settings: () => ask(settings, "settings"),
  saveSettings: (value: Settings) => ask(settings, "settings", "PUT", value),
  plan: ({ minutes, place }: Wish) => ask(plan, `plan?minutes=${minutes}&place=${place}`),
  library: () => ask(library, "library"),
  figure: (exercise: string, asked: Record<string, string>) =>
    ask(figure, `library/${encodeURIComponent(exercise)}/figure?${new URLSearchParams(asked)}`),
  history: () => ask(history, "history"),
  session: () => ask(maybe(session), "session"),
};
