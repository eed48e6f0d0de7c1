/** Sub- and superscripts in plain text. */

/**
 * A raised text after `before`: `10` and `-6` give `10^-6` (`10-6` would be another number); elsewhere it is simply
 * joined: `13C`, `R2`, `Ca2+`, as PubMed and most exports have it.
 */
export function raised(before: string, inside: string): string {
  const text = inside.trim();
  return /\d$/.test(before) && /^[-−–+]?\d/.test(text) ? `${before}^${text}` : before + text;
}
