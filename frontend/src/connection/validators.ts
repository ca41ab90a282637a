/**
 * Small validators for data from the server: each returns the value with its type, or throws with the path of the
 * error.
 */

export type Validator<T> = (value: unknown, place: string) => T;
export type Infer<C> = C extends Validator<infer T> ? T : never;

/** The server's data has another shape than agreed: a bug on one of the two sides. */
export class WireError extends Error {
  constructor(
    readonly path: string,
    expected: string,
  ) {
    super(`${path}: expected ${expected}`);
  }
}

function primitive<T>(kind: "string" | "number" | "boolean"): Validator<T> {
  return (value, place) => {
    if (typeof value !== kind) throw new WireError(place, kind);
    return value as T;
  };
}

export const text = primitive<string>("string");
export const number = primitive<number>("number");
export const bool = primitive<boolean>("boolean");

export function oneOf<const T extends string>(...words: T[]): Validator<T> {
  return (value, place) => {
    if (!words.includes(value as T)) throw new WireError(place, words.join(" or "));
    return value as T;
  };
}

export function nullable<T>(check: Validator<T>): Validator<T | null> {
  return (value, place) => (value === null ? null : check(value, place));
}

export function list<T>(check: Validator<T>): Validator<T[]> {
  return (value, place) => {
    if (!Array.isArray(value)) throw new WireError(place, "a list");
    return value.map((item, index) => check(item, `${place}[${index}]`));
  };
}

function asRecord(value: unknown, place: string): Record<string, unknown> {
  if (typeof value !== "object" || value === null || Array.isArray(value)) throw new WireError(place, "an object");
  return value as Record<string, unknown>;
}

/** An object whose keys are ids. */
export function record<T>(check: Validator<T>): Validator<Record<string, T>> {
  return (value, place) =>
    Object.fromEntries(
      Object.entries(asRecord(value, place)).map(([key, item]) => [key, check(item, `${place}.${key}`)]),
    );
}

/** An object with these keys. Further keys are ignored, so that the server can add some. */
export function object<T extends Record<string, unknown>>(checks: { [K in keyof T]: Validator<T[K]> }): Validator<T> {
  return (value, place) => {
    const fields = asRecord(value, place);
    return Object.fromEntries(
      Object.entries(checks).map(([key, check]) => [key, (check as Validator<unknown>)(fields[key], `${place}.${key}`)]),
    ) as T;
  };
}
