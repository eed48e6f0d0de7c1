/** The OpenAPI document as a page for people: static, without a script. */
import { createHash } from 'node:crypto';
import { VERSION } from '../version.js';

/** As much of an OpenAPI document as the page shows. */
export interface ApiDocument {
  readonly paths?: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components?: { readonly schemas?: Readonly<Record<string, Schema>> };
}

interface Operation {
  readonly summary?: string;
  readonly operationId?: string;
  readonly parameters?: readonly {
    readonly name: string;
    readonly in: string;
    readonly required?: boolean;
    readonly schema?: Schema;
    readonly description?: string;
  }[];
  readonly requestBody?: { readonly content?: Readonly<Record<string, { readonly schema?: Schema }>> };
  readonly responses?: Readonly<
    Record<
      string,
      {
        readonly description?: string;
        readonly content?: Readonly<Record<string, { readonly schema?: Schema }>>;
      }
    >
  >;
}

interface Schema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly description?: string;
  readonly enum?: readonly unknown[];
  readonly default?: unknown;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly items?: Schema;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: Schema | boolean;
  readonly required?: readonly string[];
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
}

/** What a client can do about each code. */
const CODES: readonly (readonly [string, string, string])[] = [
  ['usage', '400, 401, 403, 405, 413, 415', 'The request is not as described; nothing was looked up.'],
  ['input', '400', 'The text given cannot be read.'],
  ['not-found', '404', 'No such path, paper, topic or map.'],
  [
    'library',
    '503',
    'The library is missing, damaged or being replaced. Ask again: it is taken up when it is whole.',
  ],
  ['busy', '503', 'Too many questions wait, or one took too long. Ask again later.'],
  ['model', '503', 'The model’s files are missing or have changed.'],
  ['disk', '503', 'The library cannot be read from the disk.'],
  ['interrupted', '503', 'The server is ending.'],
  ['internal', '500', 'A bug in fieldmap.'],
];

const STYLE = `
:root { color-scheme: light dark; }
body { font: 16px/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }
h2 { margin-top: 2.5rem; font-size: 1.1rem; overflow-wrap: anywhere; }
code, pre { font: 0.9em ui-monospace, monospace; }
pre { padding: 0.75rem; overflow-x: auto; border: 1px solid #8886; border-radius: 6px; }
table { border-collapse: collapse; width: 100%; }
th, td { text-align: left; vertical-align: top; padding: 0.3rem 0.75rem 0.3rem 0; border-bottom: 1px solid #8884; }
.method { font-weight: 700; margin-right: 0.5rem; }
nav { display: flex; flex-wrap: wrap; gap: 0 4rem; }
nav ul { padding-left: 1.2rem; margin: 0; }
@media (max-width: 40rem) { table { display: block; overflow-x: auto; } }
`;

export const DOCS_POLICY = policyFor(STYLE);

/** A policy that lets nothing but one style sheet through. */
export function policyFor(style: string): string {
  const hash = createHash('sha256').update(style).digest('base64');
  return `default-src 'none'; style-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`;
}

export function renderDocs(document: ApiDocument, origin: string): string {
  const operations = Object.entries(document.paths ?? {}).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method: method.toUpperCase(), operation })),
  );
  const schemas = Object.entries(document.components?.schemas ?? {});
  return page(
    'fieldmap: the API',
    STYLE,
    `
<h1>fieldmap ${escaped(VERSION)}: the API</h1>
<p>The same verbs and names as on the command line. <a href="/openapi.json">openapi.json</a> says the same for programs;
<a href="/">the map</a> is the page that people look at. Assistants that speak MCP connect to <code>${escaped(origin)}/mcp</code>.</p>
<pre>${escaped(`curl '${origin}/api/ask?q=sparse+autoencoders&n=3'`)}</pre>
<nav aria-label="Paths"><ul>
${operations.map(({ path, method, operation }) => `<li><a href="#${escaped(operation.operationId ?? path)}"><code>${method} ${escaped(path)}</code></a></li>`).join('\n')}
<li><a href="#errors">Errors</a></li>
</ul><ul>
${schemas.map(([name]) => `<li><a href="#schema-${escaped(name)}">${escaped(name)}</a></li>`).join('\n')}
</ul></nav>
${operations.map(renderOperation).join('\n')}
<h2 id="errors">Errors</h2>
<p>Every refusal is <code>application/problem+json</code> (RFC 9457): <code>detail</code> says what was wrong, <code>hint</code> what to do next.</p>
${table(
  ['code', 'status', 'what it means'],
  CODES.map(([code, status, text]) => [`<code id="${code}">${code}</code>`, status, escaped(text)]),
)}
${schemas.map(([name, schema]) => `<h2 id="schema-${escaped(name)}">${escaped(name)}</h2>\n${renderFields(schema)}`).join('\n')}
`,
  );
}

function renderOperation({
  path,
  method,
  operation,
}: {
  path: string;
  method: string;
  operation: Operation;
}): string {
  const { parameters = [], requestBody, responses = {} } = operation;
  const body = Object.values(requestBody?.content ?? {})[0]?.schema;
  const rows = parameters.map(({ name, in: where, required, schema = {}, description }) => [
    `<code>${escaped(name)}</code>`,
    where,
    typeOf(schema),
    `${required ? 'Required. ' : ''}${escaped(description ?? schema.description ?? '')}`,
  ]);
  const answers = Object.entries(responses).map(([status, { description, content = {} }]) => [
    status,
    Object.entries(content)
      .map(([type, { schema }]) => `<code>${escaped(type)}</code>${schema?.$ref ? ` ${typeOf(schema)}` : ''}`)
      .join('<br>'),
    escaped(description ?? ''),
  ]);
  return `<h2 id="${escaped(operation.operationId ?? path)}"><span class="method">${method}</span><code>${escaped(path)}</code></h2>
<p>${escaped(operation.summary ?? '')}</p>
${rows.length > 0 ? table(['parameter', 'in', 'type', 'meaning'], rows) : ''}
${body ? `<p>Body, <code>application/json</code>:</p>\n${renderFields(body)}` : ''}
${table(['status', 'type', 'when'], answers)}`;
}

function renderFields(schema: Schema): string {
  const required = new Set(schema.required);
  return table(
    ['field', 'type', 'meaning'],
    Object.entries(schema.properties ?? {}).map(([name, field]) => [
      `<code>${escaped(name)}</code>`,
      typeOf(field),
      `${required.has(name) ? '' : 'Optional. '}${escaped(field.description ?? '')}`,
    ]),
  );
}

function typeOf(schema: Schema): string {
  if (schema.$ref) {
    const name = escaped(schema.$ref.split('/').at(-1)!);
    return `<a href="#schema-${name}">${name}</a>`;
  }
  const among = schema.anyOf ?? schema.oneOf;
  if (among) return among.map(typeOf).join(' or ');
  if (schema.enum)
    return schema.enum.map((value) => `<code>${escaped(JSON.stringify(value))}</code>`).join(' ');
  const types = [schema.type ?? 'any']
    .flat()
    .map((type) => (type === 'array' ? `list of ${typeOf(schema.items ?? {})}` : escaped(type)));
  const range =
    schema.minimum !== undefined && schema.maximum !== undefined && Math.abs(schema.maximum) < 1e9
      ? `, ${schema.minimum} to ${schema.maximum}`
      : '';
  return `${types.join(' or ')}${range}${schema.default === undefined ? '' : `, default <code>${escaped(JSON.stringify(schema.default))}</code>`}`;
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[], tag: string): string =>
    `<tr>${cells.map((cell) => `<${tag}>${cell}</${tag}>`).join('')}</tr>`;
  return `<table><thead>${line(head, 'th')}</thead><tbody>\n${rows.map((row) => line(row, 'td')).join('\n')}\n</tbody></table>`;
}

export function page(title: string, style: string, body: string): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(title)}</title>
<style>${style}</style>
</head>
<body>${body}</body>
</html>
`;
}

export function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
