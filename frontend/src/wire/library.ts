import { list, object, one, text, type Of } from "./check";

const entry = object({
  id: text,
  name: text,
  summary: text,
  role: one("strengthen", "stretch", "test"),
  posture: one("chair", "standing", "floor"),
});
export type Entry = Of<typeof entry>;

export const library = list(entry);
