/** Journals and proceedings as bibliographies name them: in full, abbreviated, by their initials. */

/** Whether two names, as words of meaning, may be of one venue: `am j infect`, `american journal infection`. */
export function sameVenue(a: readonly string[], b: readonly string[]): boolean {
  const [short, long] = a.length < b.length ? [a, b] : [b, a];
  return (
    isAbbreviation(short, long) || (short.length === 1 && short[0] === long.map((word) => word[0]).join(''))
  );
}

/** Each word of `short` is the beginning of a word of `long`, in the same order; others may stand between. */
function isAbbreviation(short: readonly string[], long: readonly string[]): boolean {
  let at = 0;
  for (const word of short) {
    while (at < long.length && !long[at]!.startsWith(word) && !word.startsWith(long[at]!)) at++;
    if (at === long.length) return false;
    at++;
  }
  return true;
}
