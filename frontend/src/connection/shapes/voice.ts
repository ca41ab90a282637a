import { maybe, object, text, truth, type Of } from "../validators";

/** Whether the server speaks for a browser that has no voice; else, how it comes to. */
export const voice = object({ speaks: truth, advice: maybe(text) });
export type Voice = Of<typeof voice>;
