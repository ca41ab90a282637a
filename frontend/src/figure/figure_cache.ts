/** The figures that were asked for, kept for as long as the page is open. */

import { api, Refusal } from "../connection/api";
import { tell } from "../connection/notice";
import type { Figure } from "../connection/shapes/figure";

const asked = new Map<string, Promise<Figure | null>>();

/** Returns a figure; null for an exercise that nobody has drawn. Level and side may be left to the server. */
export function figureOf(exercise: string, level = "", side = ""): Promise<Figure | null> {
  const key = [exercise, level, side].join("/");
  const found = asked.get(key) ?? fetched(exercise, level, side);
  asked.set(key, found);
  found.catch(() => asked.delete(key));
  return found;
}

async function fetched(exercise: string, level: string, side: string): Promise<Figure | null> {
  try {
    return await api.figure(exercise, { ...(level && { level }), ...(side && { side }) });
  } catch (error) {
    if (error instanceof Refusal) return null;
    throw error;
  }
}

/** Asks for a figure and hands it on, unless it is no longer wanted when it comes. Returns how to say so. */
export function wanted(found: Promise<Figure | null>, take: (figure: Figure | null) => void): () => void {
  let stillWanted = true;
  found.then((figure) => stillWanted && take(figure)).catch(tell);
  return () => {
    stillWanted = false;
  };
}
