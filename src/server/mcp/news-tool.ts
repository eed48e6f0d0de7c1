/** The tool that tells what came in. */
import type { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import { z } from 'zod';
import { newsFields } from '../../questions/index.js';
import type { LibraryService } from '../verbs.js';
import { answer, cite, cited, list, READS, type ReportingErrors } from './results.js';

const text = z.string();

export function registerNews(server: McpServer, service: LibraryService, reporting: ReportingErrors): void {
  server.registerTool(
    'new',
    {
      title: 'New papers',
      description:
        'Papers that came in since the last digest or a day, for each saved search, followed paper and topic of the map, best first.',
      inputSchema: z.strictObject({ ...newsFields }),
      outputSchema: z.strictObject({
        papers: z.int().describe('New papers in all'),
        sections: list(
          z.strictObject({
            kind: z.enum(['search', 'topic', 'paper']),
            id: text,
            title: text,
            papers: list(z.strictObject({ ...cited, score: z.number(), sentence: text.nullable() })),
          }),
        ),
        notes: list(text),
      }),
      annotations: READS,
    },
    reporting(async (options) => {
      const { papers, sections, notes } = await service.call('news', [options]);
      const told = sections
        .filter(({ hits }) => hits.length > 0)
        .map(({ kind, id, title, hits }) => ({
          kind,
          id,
          title,
          papers: hits.map(({ paper, score, sentence }) => ({
            ...cite(paper),
            score,
            sentence: sentence?.text ?? null,
          })),
        }));
      return answer(
        { papers, sections: told, notes },
        [
          `${papers} new papers.`,
          ...told.map(
            (section) =>
              `${section.kind} ${section.title}:\n${section.papers.map(({ citation, id }) => `- ${citation} [id: ${id}]`).join('\n')}`,
          ),
          ...notes,
        ].join('\n\n'),
      );
    }),
  );
}
