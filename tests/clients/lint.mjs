// graphql-eslint's rules for schemas over schema.graphql: Relay's specification, names, descriptions.
import { fileURLToPath } from 'node:url';
import graphql from '@graphql-eslint/eslint-plugin';
import { ESLint } from 'eslint';
import { assert, check } from './checks.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
// Rows have ids; what is said about rows, and of what went wrong, has none.
const FIGURES = ['Aggregate', 'Avg', 'CountDistinct', 'Group', 'GroupKey', 'Max', 'Min', 'Sum'];
const ERRORS = ['Conflict', 'InvalidInput', 'NotFound', 'ReferenceMissing', 'Referenced', 'Refused', 'StaleVersion'];
const NOT_ROWS = {
  suffixes: ['Connection', 'Edge', 'Payload', ...FIGURES],
  types: ['PageInfo', 'RateLimit', ...ERRORS],
};
const rules = {
  // `search` pages forward only, as the specification allows.
  '@graphql-eslint/relay-arguments': ['error', { includeBoth: false }],
  '@graphql-eslint/relay-connection-types': 'error',
  '@graphql-eslint/relay-edge-types': [
    'error',
    { withEdgeSuffix: true, shouldImplementNode: true, listTypeCanWrapOnlyEdgeType: false },
  ],
  '@graphql-eslint/relay-page-info': 'error',
  '@graphql-eslint/naming-convention': [
    'error',
    {
      types: 'PascalCase',
      FieldDefinition: 'camelCase',
      InputValueDefinition: 'camelCase',
      Argument: 'camelCase',
      DirectiveDefinition: 'camelCase',
      EnumValueDefinition: 'UPPER_CASE',
    },
  ],
  '@graphql-eslint/no-hashtag-description': 'error',
  '@graphql-eslint/no-unreachable-types': 'error',
  '@graphql-eslint/unique-enum-value-names': 'error',
  '@graphql-eslint/no-scalar-result-type-on-mutation': 'error',
  '@graphql-eslint/require-description': [
    'error',
    { types: true, FieldDefinition: true, EnumValueDefinition: true, InputValueDefinition: true, DirectiveDefinition: true },
  ],
  '@graphql-eslint/require-deprecation-reason': 'error',
  '@graphql-eslint/strict-id-in-types': [
    'error',
    { acceptedIdNames: ['id'], acceptedIdTypes: ['ID'], exceptions: NOT_ROWS },
  ],
};

for (const [name, options] of Object.entries(rules)) {
  const eslint = new ESLint({
    cwd: root,
    overrideConfigFile: true,
    overrideConfig: [
      {
        files: ['schema.graphql'],
        languageOptions: {
          parser: graphql.parser,
          parserOptions: { graphQLConfig: { schema: `${root}/schema.graphql` } },
        },
        plugins: { '@graphql-eslint': graphql },
        rules: { [name]: options },
      },
    ],
  });
  await check(name.replace('@graphql-eslint/', ''), async () => {
    const [{ messages }] = await eslint.lintFiles('schema.graphql');
    assert.deepEqual(messages.slice(0, 20).map(({ line, message }) => `${line}: ${message}`), []);
  });
}
