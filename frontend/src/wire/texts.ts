import { object, table, text } from "./check";

export const texts = object({ language: text, messages: table(text) });
