/** The page's colours and letters for what is drawn on a canvas, which knows no style sheet. */

/** What a series may be drawn in, by the name of its token. */
export type Ink = "rest" | "accent" | "ink" | "faint" | "line" | "danger" | "raised";

/** Called whenever the colours are others than before; returns what ends that. */
export function onTheme(act: () => void): () => void {
  const queries = ["(prefers-color-scheme: dark)", "(forced-colors: active)"].map((query) => matchMedia(query));
  for (const query of queries) query.addEventListener("change", act);
  return () => {
    for (const query of queries) query.removeEventListener("change", act);
  };
}

export function colour(ink: Ink): string {
  return style().getPropertyValue(`--${ink}`).trim();
}

/** Returns a colour that lets through what is behind it. */
export function veiled(ink: Ink): string {
  return `color-mix(in srgb, ${colour(ink)} 30%, transparent)`;
}

/** Returns the letters of an axis, as a canvas wants them. */
export function letters(): string {
  return `${0.78 * rem()}px ${style().fontFamily}`;
}

/** Returns the page's own font size in pixels. */
export function rem(): number {
  return parseFloat(style().fontSize);
}

function style(): CSSStyleDeclaration {
  return getComputedStyle(document.documentElement);
}
