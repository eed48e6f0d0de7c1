/** The options of `new`. */
import { z } from 'zod';
import { flags, type Fields } from './field.js';

const DAY = /^\d{4}-\d{2}-\d{2}$/;

function isDay(text: string): boolean {
  const date = new Date(`${text}T00:00:00Z`);
  return DAY.test(text) && !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}

export const newsFields = {
  since: z
    .string()
    .transform((text, context) => {
      const given = text.trim();
      if (given.toUpperCase() === 'LAST') return 'LAST';
      if (isDay(given)) return given;
      context.addIssue({ code: 'custom', message: 'expected a day such as 2026-03-31, or LAST' });
      return z.NEVER;
    })
    .default('LAST')
    .describe('papers added on this day or later (2026-03-31), or after the last digest')
    .register(flags, { placeholder: 'day' }),
} satisfies Fields;
