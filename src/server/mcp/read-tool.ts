/** The tool that says what to read first. */
import type { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import { z } from 'zod';
import { readFields, toOptions } from '../../questions/index.js';
import { readParameters } from '../fields.js';
import type { LibraryService } from '../verbs.js';
import { answer, cite, cited, list, READS, type ReportingErrors } from './results.js';

const text = z.string();

export function registerRead(server: McpServer, service: LibraryService, reporting: ReportingErrors): void {
  server.registerTool(
    'read',
    {
      title: 'What to read first',
      description:
        'A short list of papers that covers a topic of the map, a question or the whole library: the central paper first, then one for each further side, each with the sentence that says why, word for word.',
      inputSchema: z.strictObject(readParameters),
      outputSchema: z.strictObject({
        title: text,
        among: z.int().describe('Papers that the list stands for'),
        papers: list(z.strictObject({ ...cited, role: text, covers: z.int(), sentence: text.nullable() })),
        notes: list(text),
      }),
      annotations: READS,
    },
    reporting(async ({ q, n, ...values }) => {
      const options = toOptions(readFields, { ...values, count: n });
      const { title, among, papers, notes } = await service.call('read', [q, options]);
      const told = papers.map(({ paper, role, covers, sentence }) => ({
        ...cite(paper),
        role,
        covers,
        sentence: sentence?.text ?? null,
      }));
      return answer(
        { title, among, papers: told, notes },
        [
          ...told.map(
            ({ citation, id, role, sentence }) =>
              `${role}: ${citation} [id: ${id}]${sentence === null ? '' : `\n   "${sentence}"`}`,
          ),
          ...notes,
        ].join('\n'),
      );
    }),
  );
}
