/** The import rule of ARCHITECTURE.md: types errors config ◀ leaves ◀ stages ◀ library ◀ cli server. */
const STAGES = 'ingest|store|embed|lexical|neighbors|search|cluster|projection|topic-map|duplicates|export|evaluation|page|concepts';

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: 'no-circular',
      comment: 'The data goes one way. Types may name one another.',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'a-stage-imports-no-other-stage',
      comment: 'A stage takes and returns the nouns of types.ts; library.ts and verbs/ chain the stages.',
      severity: 'error',
      from: { path: `^src/(${STAGES})/`, pathNot: '^src/page/client/' },
      to: { path: `^src/(${STAGES})/`, pathNot: '^src/$1/' },
    },
    {
      name: 'the-page-in-the-browser-takes-only-writers',
      comment: 'What is saved from the page is written by the same code as by `export`: files that need no Node.',
      severity: 'error',
      from: { path: '^src/page/client/' },
      to: { path: `^src/(${STAGES})/`, pathNot: '^src/(page|export)/' },
    },
    {
      name: 'a-stage-does-not-look-up',
      severity: 'error',
      from: { path: `^src/(${STAGES})/` },
      to: { path: '^src/(library\\.ts|index\\.ts|verbs/|cli/|server/)' },
    },
    {
      name: 'leaves-import-leaves',
      severity: 'error',
      from: { path: '^src/[^/]+\\.ts$', pathNot: '^src/(library|index)\\.ts$' },
      to: { path: `^src/(${STAGES}|verbs|cli|server)/|^src/(library|index)\\.ts$` },
    },
    {
      name: 'types-import-nothing',
      severity: 'error',
      from: { path: '^src/types\\.ts$' },
      to: { path: '.' },
    },
    {
      name: 'the-library-does-not-know-its-users',
      severity: 'error',
      from: { path: '^src/(library\\.ts|verbs/)' },
      to: { path: '^src/(cli|server)/' },
    },
    {
      name: 'cli-and-server-go-through-the-library',
      comment: 'The command line uses nothing that library users do not have.',
      severity: 'error',
      from: { path: '^src/(cli|server)/' },
      to: { path: `^src/(${STAGES})/`, dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'only-the-store-knows-sql',
      severity: 'error',
      from: { pathNot: '^src/store/' },
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
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'require', 'node', 'default', 'types'] },
  },
};
