/** A worker that only ticks: a hidden page's own timers are suspended after five minutes, a worker's aren't. */

/** A cue must be spoken within a tenth of a second of its time. */
const INTERVAL_MS = 50;

setInterval(() => postMessage(null), INTERVAL_MS);
