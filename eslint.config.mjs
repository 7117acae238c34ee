import js from '@eslint/js';
import tseslint from 'typescript-eslint';
import { readFileSync, readdirSync } from 'node:fs';

const architecture = JSON.parse(readFileSync(new URL('./architecture.json', import.meta.url), 'utf8'));
const folders = readdirSync(new URL('./src', import.meta.url), { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map((entry) => entry.name);

/** One lint block per folder: the arrows of architecture.json as import bans, so the editor shows a wrong arrow at once. */
const arrows = folders.map((folder) => {
  const allowed = architecture.imports[folder] ?? [];
  const banned = allowed.includes('*') ? [] : folders.filter((other) => other !== folder && !allowed.includes(other));
  const packages = Object.entries(architecture.onlyIn).filter(([, only]) => !only.includes(folder));
  return {
    files: [`src/${folder}/**/*.{ts,tsx}`],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            ...banned.map((other) => ({
              // From the top of src only: src/web has a folder called desk too.
              regex: `^(\\.\\./)+${other}/`,
              message: `${folder}/ must not import ${other}/ (architecture.json).`,
            })),
            ...packages.map(([name]) => ({
              group: [name, `${name}/*`],
              message: `Only ${architecture.onlyIn[name]}/ may import ${name}.`,
            })),
          ],
        },
      ],
    },
  };
});

const timeAndChance = [
  {
    selector: "NewExpression[callee.name='Date'][arguments.length=0]",
    message: 'Time comes from a Clock (shared/clock).',
  },
  {
    selector: "MemberExpression[object.name='Date'][property.name='now']",
    message: 'Time comes from a Clock (shared/clock).',
  },
  {
    selector: "MemberExpression[object.name='Math'][property.name='random']",
    message: 'Chance comes from Ids (shared/ids).',
  },
];
const environment = [
  {
    selector: "MemberExpression[object.name='process'][property.name='env']",
    message: 'Settings are read in config/ only.',
  },
];

export default tseslint.config(
  { ignores: ['dist/', 'node_modules/', 'coverage/', 'data/', '**/fixtures/**', '**/vectors/**'] },
  js.configs.recommended,
  ...tseslint.configs.recommendedTypeChecked.map((config) => ({ ...config, files: ['**/*.ts', '**/*.tsx'] })),
  {
    files: ['**/*.ts', '**/*.tsx'],
    languageOptions: { parserOptions: { projectService: true } },
    rules: {
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-non-null-assertion': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/require-await': 'off',
      // Services are closures that never use `this`, so handing a method on is safe.
      '@typescript-eslint/unbound-method': 'off',
      'max-params': ['error', 4],
      complexity: ['error', 16],
      'max-lines-per-function': ['error', { max: 80, skipBlankLines: true, skipComments: true }],
    },
  },
  {
    files: ['src/**/*.{ts,tsx}'],
    rules: { 'max-lines': ['error', { max: 400, skipBlankLines: true, skipComments: true }], 'no-console': 'error' },
  },
  {
    files: ['src/**/*.ts'],
    ignores: ['src/shared/**'],
    rules: { 'no-restricted-syntax': ['error', ...timeAndChance, ...environment] },
  },
  { files: ['src/config/**'], rules: { 'no-restricted-syntax': ['error', ...timeAndChance] } },
  ...arrows,
  { files: ['src/cli.ts', 'src/cli/**', 'src/main.ts', 'src/demo/**'], rules: { 'no-console': 'off' } },
  {
    files: ['tests/**', 'bench/**', 'scripts/**'],
    rules: { 'max-lines-per-function': 'off', 'max-lines': ['error', 600] },
  },
  {
    files: ['**/*.mjs'],
    languageOptions: {
      globals: {
        process: 'readonly',
        console: 'readonly',
        URL: 'readonly',
        Buffer: 'readonly',
        setTimeout: 'readonly',
        clearTimeout: 'readonly',
        performance: 'readonly',
        fetch: 'readonly',
      },
    },
  },
);
