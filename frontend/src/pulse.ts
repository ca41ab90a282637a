/** A worker that only beats: a hidden page's own timers fall asleep after five minutes, a worker's don't. */

const BEAT_MS = 250;

setInterval(() => postMessage(null), BEAT_MS);
