import { bool, nullable, object, text, type Infer } from "../validators";

/** Whether the server can speak for a browser without a voice; if not, how to make it do so. */
export const serverVoiceShape = object({ speaks: bool, advice: nullable(text) });
export type ServerVoice = Infer<typeof serverVoiceShape>;
