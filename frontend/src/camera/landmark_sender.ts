/** Tells the server what the camera sees while a session runs: landmarks, and nothing else. */

import { effect } from "@preact/signals";

import { running, send } from "../session/live_session";
import { sight, watching } from "./camera";
import { seeCommand } from "./pose_frame";

/** Sends each sight, and word when there will be none, until the returned function is called. */
export function tellServer(): () => void {
  let told = false;
  return effect(() => {
    const seen = watching.value && running.value ? sight.value : null;
    if (seen) told = send(seeCommand(seen));
    else if (told && !watching.value) told = !send({ do: "unsee" });
  });
}
