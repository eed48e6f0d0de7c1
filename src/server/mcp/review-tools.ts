/** The tools of a review: what to decide on next, what is cited and missing, and, where it may be written, decisions. */
import type { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import { z } from 'zod';
import { cited, marking } from '../../answers/index.js';
import { countArguments, given, markParameters } from '../fields.js';
import type { LibraryService } from '../verbs.js';
import type { Writer } from '../writing.js';
import { answer, cite, cited as citation, list, READS, type ReportingErrors } from './results.js';

export function registerReviewTools(
  server: McpServer,
  service: LibraryService,
  reporting: ReportingErrors,
): void {
  for (const register of [registerScreen, registerCited]) register(server, service, reporting);
}

function registerScreen(server: McpServer, service: LibraryService, reporting: ReportingErrors): void {
  const count = z.int();
  server.registerTool(
    'screen',
    {
      title: 'Papers to decide on next',
      description:
        'The papers of a systematic review to decide on next, by those included and excluded so far: the likeliest to be included first, some doubtful ones among them.',
      inputSchema: z.strictObject(countArguments),
      outputSchema: z.strictObject({
        next: list(
          z.strictObject({
            ...citation,
            abstract: z.string(),
            score: z.number().describe('Above 0: more like the included papers than like the excluded ones'),
            doubtful: z.boolean(),
          }),
        ),
        papers: count,
        decided: count,
        included: count,
        excluded: count,
        maybe: count,
        left: count,
        last: z
          .strictObject({ decided: count, included: count })
          .describe('Of the last fifty decisions, those that included a paper'),
      }),
      annotations: READS,
    },
    reporting(async ({ n }) => {
      const { next, ...counts } = await service.call('screen', [{ count: n }]);
      const result = {
        next: next.map(({ paper, score, isDoubtful: doubtful }) => ({
          ...cite(paper),
          abstract: paper.abstract,
          score,
          doubtful,
        })),
        ...counts,
      };
      const { decided, included, left, last } = counts;
      return answer(
        result,
        [
          ...result.next.map((one, i) => `${i + 1}. ${one.citation} [id: ${one.id}]\n   ${one.abstract}`),
          `${decided} decided, ${included} of them included, ${left} left. Of the last ${last.decided} decisions ${last.included} included a paper.`,
        ].join('\n'),
      );
    }),
  );
}

function registerCited(server: McpServer, service: LibraryService, reporting: ReportingErrors): void {
  server.registerTool(
    'cited',
    {
      title: 'Cited and missing',
      description:
        "What the library's papers cite most and the library lacks, where their sources told references.",
      inputSchema: z.strictObject(countArguments),
      outputSchema: cited,
      annotations: READS,
    },
    reporting(async ({ n }) => {
      const found = await service.call('cited', [{ limit: n }]);
      return answer(
        found,
        [
          `References of ${found.withReferences} of ${found.papers} papers are known.`,
          ...found.missing.map(
            ({ citedBy, title, year, id }) =>
              `Cited by ${citedBy}: ${title} ${year === null ? '' : `(${year}) `}${id === null ? '' : `[${id}]`}`,
          ),
        ].join('\n'),
      );
    }),
  );
}

export function registerMark(server: McpServer, mark: Writer['mark'], reporting: ReportingErrors): void {
  server.registerTool(
    'mark',
    {
      title: 'Mark papers',
      description:
        'Keeps decisions (include, exclude, maybe), reasons, stars, tags and notes on papers. What is left out stays as it is. Decide only what the person has asked for.',
      inputSchema: z.strictObject(markParameters),
      outputSchema: marking,
      annotations: { readOnlyHint: false, destructiveHint: true, idempotentHint: true, openWorldHint: false },
    },
    reporting(async ({ ids, ...said }) => {
      const { papers, redecided } = await mark(ids, given(said));
      return answer(
        { papers, redecided },
        [
          ...papers.map(
            ({ id, title, mark: now }) => `${title} [id: ${id}]: ${now?.decision ?? 'undecided'}`,
          ),
          `${papers.length} marked, ${redecided} of them decided otherwise than before.`,
        ].join('\n'),
      );
    }),
  );
}
