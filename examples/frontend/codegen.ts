import type { CodegenConfig } from '@graphql-codegen/cli';

const config: CodegenConfig = {
  schema: '../../schema.graphql',
  documents: 'src/**/*.tsx',
  generates: {
    './src/gql/': {
      preset: 'client',
      presetConfig: { fragmentMasking: { unmaskFunctionName: 'unmask' } },
      config: {
        enumsAsTypes: true,
        scalars: {
          BigInt: 'string',
          Date: 'string',
          DateTime: 'string',
          Decimal: 'string',
          JSON: 'unknown',
          Time: 'string',
          UUID: 'string',
        },
        strictScalars: true,
        useTypeImports: true,
      },
    },
  },
};

export default config;
