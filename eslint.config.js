import tseslint from 'typescript-eslint';

export default tseslint.config(
  {
    ignores: [
      'dist',
      'out',
      'node_modules',
      'library',
      'bench/peers',
      '*.config.ts',
      '*.config.js',
      '*.cjs',
      'scripts/*.mjs',
    ],
  },
  ...tseslint.configs.recommendedTypeChecked,
  {
    languageOptions: {
      parserOptions: {
        project: ['./tsconfig.json', './src/page/client/tsconfig.json'],
        tsconfigRootDir: import.meta.dirname,
      },
    },
    rules: {
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
      eqeqeq: 'error',
      'no-console': 'error',
      'prefer-const': 'error',
    },
  },
  {
    files: ['src/**/*.ts'],
    rules: {
      // Only config.ts reads the environment; only cli and server print, exit or answer.
      'no-restricted-properties': [
        'error',
        { object: 'process', property: 'env', message: 'config.ts is the only reader of the environment.' },
        { object: 'process', property: 'exit', message: 'Only cli and server exit.' },
        { object: 'process', property: 'stdout', message: 'Only cli and server print.' },
        { object: 'process', property: 'stderr', message: 'Only cli and server print.' },
        { object: 'Math', property: 'random', message: 'Randomness is an argument: see random.ts.' },
      ],
    },
  },
  {
    files: ['src/cli/**/*.ts', 'src/server/**/*.ts', 'bench/**/*.ts', 'scripts/**/*.ts', 'test/**/*.ts'],
    rules: { 'no-restricted-properties': 'off', 'no-console': 'off' },
  },
  {
    // A function fits a screen and takes what it uses. Kernels that are called for each number say so, and why.
    files: ['src/**/*.ts'],
    rules: {
      'max-params': ['error', 4],
      'max-lines-per-function': ['error', { max: 60, skipBlankLines: true, skipComments: true }],
    },
  },
  { files: ['src/config.ts'], rules: { 'no-restricted-properties': 'off' } },
);
