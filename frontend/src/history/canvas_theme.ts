/** The page's colours and letters for what is drawn on a canvas, which knows no style sheet. */

/** What a series may be drawn in, by the name of its token. */
export type ThemeColour = "rest" | "accent" | "ink" | "faint" | "line" | "danger" | "raised";

/** Called whenever the colours are others than before; returns what ends that. */
export function onThemeChange(act: () => void): () => void {
  const queries = ["(prefers-color-scheme: dark)", "(forced-colors: active)"].map((query) => matchMedia(query));
  for (const query of queries) query.addEventListener("change", act);
  return () => {
    for (const query of queries) query.removeEventListener("change", act);
  };
}

export function themeColour(ink: ThemeColour): string {
  return style().getPropertyValue(`--${ink}`).trim();
}

/** Returns a colour that lets through what is behind it. */
export function translucent(ink: ThemeColour): string {
  return `color-mix(in srgb, ${themeColour(ink)} 30%, transparent)`;
}

/** Returns the letters of an axis, as a canvas wants them. */
export function axisFont(): string {
  return `${0.78 * rootFontSize()}px ${style().fontFamily}`;
}

/** Returns the page's own font size in pixels. */
export function rootFontSize(): number {
  return parseFloat(style().fontSize);
}

function style(): CSSStyleDeclaration {
  return getComputedStyle(document.documentElement);
}
