/** The figures that were asked for, kept for as long as the page is open. */

import { api, RefusedError } from "../connection/api";
import { reportError } from "../connection/notice";
import type { Figure } from "../connection/shapes/figure";

const cache = new Map<string, Promise<Figure | null>>();

/** Returns a figure; null for an exercise that nobody has drawn. Level and side may be left to the server. */
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

/** Asks for a figure and hands it on, unless it is no longer wanted when it comes. Returns how to say so. */
export function whenLoaded(loading: Promise<Figure | null>, onFigure: (figure: Figure | null) => void): () => void {
  let isWanted = true;
  loading.then((figure) => isWanted && onFigure(figure)).catch(reportError);
  return () => {
    isWanted = false;
  };
}
