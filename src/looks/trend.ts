/** Rising and fading over the years. */

/** `growth`: a share of all papers in the last three years over the share before; null: too few papers with a year. */
export function trendOf(growth: number | null): 'rising' | 'fading' | null {
  if (growth === null) return null;
  return growth >= 2 ? 'rising' : growth <= 0.5 ? 'fading' : null;
}
