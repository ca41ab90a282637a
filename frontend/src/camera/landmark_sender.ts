/** Sends what the camera sees to the server while a session runs: landmarks and nothing else. */

import { effect } from "@preact/signals";

import { send } from "../connection/socket";
import { isRunning } from "../session/live_session";
import { isWatching, poseFrame } from "./camera";
import { poseCommand } from "./pose_frame";

/** Sends each set of landmarks, and a message when they stop, until the returned function is called. */
export function sendLandmarks(): () => void {
  let isSending = false;
  return effect(() => {
    const seen = isWatching.value && isRunning.value ? poseFrame.value : null;
    if (seen) isSending = send(poseCommand(seen));
    else if (isSending && !isWatching.value) isSending = !send({ do: "unsee" });
  });
}
