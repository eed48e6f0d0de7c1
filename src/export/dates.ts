/** Months and days of publication, which a paper has no field for. */

export interface MonthAndDay {
  /** 1 to 12. */
  readonly month: number;
  /** 1 to 31, or null. */
  readonly day: number | null;
}

/** BibTeX knows these without being told; styles write them out. */
export const MONTHS = [
  'jan',
  'feb',
  'mar',
  'apr',
  'may',
  'jun',
  'jul',
  'aug',
  'sep',
  'oct',
  'nov',
  'dec',
] as const;

const MACRO = new RegExp(`\\b(${MONTHS.join('|')})\\b`);

/**
 * The month in `2020-03-05`, `2020/03/05/`, `2020 Mar 5`, `March`, `mar~5`, `5 March` or `3`, and the day where there is one; null
 * where there is no month, or where the text names another year than `year`. Of several months the first.
 */
export function monthIn(text: string, year: number | null): MonthAndDay | null {
  const named = /(?<!\d)\d{4}(?!\d)/.exec(text);
  if (named !== null && year !== null && Number(named[0]) !== year) return null;
  const digits =
    /^\d{4}[-/](\d{1,2})(?:[-/](\d{1,2}))?(?!\d)/.exec(text) ?? /^(\d{1,2})(?: (\d{1,2}))?$/.exec(text);
  if (digits !== null) return checked(Number(digits[1]), digits[2]);
  // "12 March", "the 12th of March".
  const before = /^(?:the )?(\d{1,2})(?:st|nd|rd|th)?\.?[\s~](?:of )?([a-z]{3,9})\b/i.exec(text);
  if (before !== null) return checked(numberOf(before[2]!), before[1]);
  const words = /^(?:\d{4}\s)?([a-z]{3,9})\.?(?:[\s~](\d{1,2})(?!\d))?/i.exec(text);
  return words === null ? null : checked(numberOf(words[1]!), words[2]);
}

function numberOf(month: string): number {
  return MONTHS.findIndex((one) => month.toLowerCase().startsWith(one)) + 1;
}

function checked(month: number, day: string | undefined): MonthAndDay | null {
  if (month < 1 || month > 12) return null;
  const number = Number(day ?? 0);
  return { month, day: number >= 1 && number <= 31 ? number : null };
}

/** The value of a BibTeX `month`: macros stay macros (`mar`, `oct # {~} # nov`), anything else goes into braces. */
export function bibMonth(value: string): string {
  const parts = value.split(MACRO).filter((part) => part !== '');
  const isMacro = (part: string): boolean => (MONTHS as readonly string[]).includes(part);
  if (!parts.every((part) => isMacro(part) || /^[\d~\s/,-]+$/.test(part))) return `{${value}}`;
  return parts.map((part) => (isMacro(part) ? part : `{${part}}`)).join(' # ') || '{}';
}
