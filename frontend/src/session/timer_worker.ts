/** A worker that only beats: a hidden page's own timers fall asleep after five minutes, a worker's don't. */

/** A cue is to be spoken within a tenth of a second of its moment. */
const INTERVAL_MS = 50;

setInterval(() => postMessage(null), INTERVAL_MS);
