/** The tools about concepts: what the papers are made of, in words. */
import type { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import { z } from 'zod';
import { question } from '../../questions/index.js';
import type { LibraryService } from '../verbs.js';
import { answer, list, READS, type ReportingErrors } from './results.js';

const text = z.string();
const some = text.min(1).max(500);
const named = z.strictObject({ id: text, label: text });
const short = {
  id: text,
  label: text,
  papers: z.int(),
  terms: list(text).describe('Best first'),
  clear: z.boolean().describe('Whether the label says what it is'),
};

export function registerConceptTools(
  server: McpServer,
  service: LibraryService,
  reporting: ReportingErrors,
): void {
  for (const register of [registerConcepts, registerConcept, registerCompare])
    register(server, service, reporting);
}

function registerConcepts(server: McpServer, service: LibraryService, reporting: ReportingErrors): void {
  server.registerTool(
    'concepts',
    {
      title: 'Concepts of the papers',
      description:
        'Concepts that the papers are made of, those of most papers first, or the nearest to a query. `ask` and `similar` take them as `more` and `less`.',
      inputSchema: z.strictObject({
        query: question.min(1).optional(),
        n: z.int().min(1).max(200).default(50).describe('How many'),
      }),
      outputSchema: z.strictObject({ concepts: list(z.strictObject(short)), notes: list(text) }),
      annotations: READS,
    },
    reporting(async ({ query, n }) => {
      const found = await service.call('concepts', [query]);
      const listed = found.concepts.slice(0, n).map(({ id, label, papers, terms, clear }) => ({
        id,
        label,
        papers,
        terms: terms.map(({ term }) => term),
        clear,
      }));
      return answer(
        { concepts: listed, notes: found.notes },
        [
          ...listed.map(({ id, label, papers, terms }) => `${id}: ${label} (${papers}): ${terms.join(', ')}`),
          ...found.notes,
        ].join('\n'),
      );
    }),
  );
}

function registerConcept(server: McpServer, service: LibraryService, reporting: ReportingErrors): void {
  server.registerTool(
    'concept',
    {
      title: 'One concept',
      description:
        'One concept with the papers where it is strongest, its broader and narrower ones and its years.',
      inputSchema: z.strictObject({ id: some.describe('Id, label or words that only one concept has') }),
      outputSchema: z.strictObject({
        ...short,
        sentence: z
          .strictObject({ paper: text, text })
          .nullable()
          .describe('The sentence nearest to it, word for word'),
        broader: text.nullable(),
        narrower: list(named),
        strongest: list(
          z.strictObject({ id: text, title: text, year: z.int().nullable(), strength: z.number() }),
        ),
        years: z.record(text, z.int()),
      }),
      annotations: READS,
    },
    reporting(async ({ id }) => {
      const { label, papers, terms, clear, sentence, broaderLabel, narrower, strongest, years, ...one } =
        await service.call('concept', [id]);
      const result = {
        id: one.id,
        label,
        papers,
        terms: terms.map(({ term }) => term),
        clear,
        sentence,
        broader: broaderLabel,
        narrower,
        strongest,
        years,
      };
      return answer(
        result,
        [
          `${label} [${one.id}], ${papers} papers: ${result.terms.join(', ')}`,
          ...(sentence === null ? [] : [`"${sentence.text}" [id: ${sentence.paper}]`]),
          ...strongest.map((paper) => `${paper.title} (${paper.year ?? 'no year'}) [id: ${paper.id}]`),
        ].join('\n'),
      );
    }),
  );
}

function registerCompare(server: McpServer, service: LibraryService, reporting: ReportingErrors): void {
  server.registerTool(
    'compare',
    {
      title: 'Two papers side by side',
      description:
        'The concepts that two papers share, with their part in the similarity, and those that only one of them has.',
      inputSchema: z.strictObject({
        ids: z.array(some).length(2).describe('Two ids, DOIs or unambiguous parts of titles'),
      }),
      outputSchema: z.strictObject({
        similarity: z.number().describe('Cosine of the two'),
        shared: list(z.strictObject({ id: text, label: text, share: z.number() })).describe(
          'The greatest part of the similarity first',
        ),
        papers: list(
          z.strictObject({
            id: text,
            title: text,
            own: list(z.strictObject({ id: text, label: text, strength: z.number() })),
          }),
        ),
      }),
      annotations: READS,
    },
    reporting(async ({ ids }) => {
      const { similarity, concepts, papers } = await service.call('compare', [ids[0]!, ids[1]!]);
      const names = (of: readonly { readonly label: string }[]): string =>
        of.map(({ label }) => label).join(', ') || 'none with a clear name';
      return answer(
        { similarity, shared: concepts, papers },
        [
          `Similarity ${similarity.toFixed(2)}. Both: ${names(concepts)}`,
          ...papers.map(({ title, own }) => `Only "${title}": ${names(own)}`),
        ].join('\n'),
      );
    }),
  );
}
