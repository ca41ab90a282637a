/** The figures that the page has loaded, for as long as it is open. */

import { api, RefusedError } from "../connection/api";
import { reportError } from "../connection/notice";
import type { Figure } from "../connection/shapes/figure";

const cache = new Map<string, Promise<Figure | null>>();

/** Returns a figure; null for an exercise without one. By default the server chooses level and side. */
export function loadFigure(exercise: string, level = "", side = ""): Promise<Figure | null> {
  const key = [exercise, level, side].join("/");
  const figure = cache.get(key) ?? fetchFigure(exercise, level, side);
  cache.set(key, figure);
  figure.catch(() => cache.delete(key));
  return figure;
}

async function fetchFigure(exercise: string, level: string, side: string): Promise<Figure | null> {
  try {
    return await api.figure(exercise, { ...(level && { level }), ...(side && { side }) });
  } catch (error) {
    if (error instanceof RefusedError) return null;
    throw error;
  }
}

/** Passes a figure on when it has loaded. Returns a function that cancels this. */
export function whenLoaded(loading: Promise<Figure | null>, onFigure: (figure: Figure | null) => void): () => void {
  let isWanted = true;
  loading.then((figure) => isWanted && onFigure(figure)).catch(reportError);
  return () => {
    isWanted = false;
  };
}
