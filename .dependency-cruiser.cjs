/**
 * The import rule of ARCHITECTURE.md. Layers, lowest first: a folder of `src/` imports only from layers before its own,
 * never from its neighbours in the same layer.
 */
const LAYERS = [
  ['types.ts', 'errors.ts'],
  ['config.ts', 'math', 'text', 'io', 'looks'],
  ['version.ts', 'topic-map', 'questions'],
  [
    'ingest',
    'store',
    'embed',
    'lexical',
    'neighbors',
    'duplicates',
    'evaluation',
    'projection',
    'cluster',
    'terms',
    'vocabulary',
    'screening',
  ],
  ['search', 'concepts', 'topics', 'answers'],
  ['labels', 'opensearch'],
  ['rules', 'map-output', 'export'],
  ['page'],
  ['library'],
  ['index.ts'],
  ['server'],
  ['cli'],
];

const pathOf = (room) => (room.endsWith('.ts') ? `^src/${room.replace('.', '\\.')}$` : `^src/${room}/`);

/** A room imports from lower layers only: neither from above nor from its neighbours. Types are no exception. */
const layerRules = LAYERS.slice(0, -1).flatMap((rooms, layer) =>
  rooms.map((room) => ({
    name: `${room.replace('.ts', '')}-imports-lower-layers-only`,
    comment: 'Layers, lowest first: see the head of .dependency-cruiser.cjs.',
    severity: 'error',
    from: { path: pathOf(room) },
    to: {
      path: LAYERS.slice(layer)
        .flat()
        .filter((other) => other !== room)
        .map(pathOf),
    },
  })),
);

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    ...layerRules,
    {
      name: 'through-the-door',
      comment: 'What a folder offers to others is in its index.ts, and nowhere else.',
      severity: 'error',
      from: { path: '^src/([^/]+)/' },
      to: { path: '^src/[^/]+/', pathNot: ['^src/$1/', '^src/[^/]+/index\\.ts$'] },
    },
    {
      name: 'through-the-door-from-above',
      comment: 'The same for the files directly in src/.',
      severity: 'error',
      from: { path: '^src/[^/]+\\.ts$' },
      to: { path: '^src/[^/]+/', pathNot: '^src/[^/]+/index\\.ts$' },
    },
    {
      name: 'no-circular',
      comment: 'The data goes one way. Types may name one another.',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'every-room-has-a-layer',
      comment: 'A new folder of src/ gets a place in the list of layers.',
      severity: 'error',
      from: { path: '^src/', pathNot: LAYERS.flat().map(pathOf) },
      to: {},
    },
    {
      name: 'the-page-in-the-browser-takes-only-what-needs-no-node',
      comment:
        'What is saved from the page is written by the same code as by `export`, and questions are read and ranked by the same code as by `ask`. What the doors lead to besides, the bundler leaves out; the build stops when anything of Node is left.',
      severity: 'error',
      from: { path: '^src/page/client/' },
      to: {
        path: '^src/',
        pathNot: '^src/(page|export|search|lexical|text|looks|math|io|topic-map)/|^src/types\\.ts$',
      },
    },
    {
      name: 'cli-and-server-go-through-the-library',
      comment: 'The command line uses nothing that library users do not have.',
      severity: 'error',
      from: { path: '^src/(cli|server)/' },
      to: {
        path: '^src/',
        pathNot: '^src/(cli|server|library|questions|answers|text|math|io|looks|topic-map)/|^src/[^/]+\\.ts$',
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'only-the-store-knows-sql',
      severity: 'error',
      // Zotero's database is a file that people bring, read like any other.
      from: { pathNot: '^src/(store|ingest/zotero)/' },
      to: { path: 'better-sqlite3' },
    },
    {
      name: 'the-product-needs-no-dev-dependency',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/page/client/' },
      to: { dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown'], dependencyTypesNot: ['type-only'] },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: 'specify',
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
};
