/** The page's colours and font for canvases, which no style sheet reaches. */

/** A colour of a series, by the name of its CSS token. */
export type ThemeColour = "rest" | "accent" | "ink" | "faint" | "line" | "danger" | "raised";

/** Calls `act` whenever the theme changes; returns a function that stops this. */
export function onThemeChange(onChange: () => void): () => void {
  const queries = ["(prefers-color-scheme: dark)", "(forced-colors: active)"].map((query) => matchMedia(query));
  for (const query of queries) query.addEventListener("change", onChange);
  return () => {
    for (const query of queries) query.removeEventListener("change", onChange);
  };
}

export function themeColour(colour: ThemeColour): string {
  return style().getPropertyValue(`--${colour}`).trim();
}

/** Returns a colour with 30% opacity. */
export function translucent(colour: ThemeColour): string {
  return `color-mix(in srgb, ${themeColour(colour)} 30%, transparent)`;
}

/** Returns the font of an axis in a canvas's notation. */
export function axisFont(): string {
  return `${0.78 * rootFontSize()}px ${style().fontFamily}`;
}

/** Returns the page's base font size in pixels. */
export function rootFontSize(): number {
  return parseFloat(style().fontSize);
}

function style(): CSSStyleDeclaration {
  return getComputedStyle(document.documentElement);
}
