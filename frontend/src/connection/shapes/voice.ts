import { bool, nullable, object, text, type Infer } from "../validators";

/** Whether the server speaks for a browser that has no voice; else, how it comes to. */
export const serverVoiceShape = object({ speaks: bool, advice: nullable(text) });
export type ServerVoice = Infer<typeof serverVoiceShape>;
