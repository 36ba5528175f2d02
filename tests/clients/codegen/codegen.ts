// Types of the documents in operations.ts, and the manifest of their hashes, which the server takes as trusted documents.
import type { CodegenConfig } from '@graphql-codegen/cli';

const config: CodegenConfig = {
  schema: '../../schema.graphql',
  documents: 'codegen/operations.ts',
  generates: {
    './codegen/generated/': {
      preset: 'client',
      presetConfig: { persistedDocuments: { hashAlgorithm: 'sha256' } },
      config: {
        strictScalars: true,
        useTypeImports: true,
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
      },
    },
  },
};

export default config;
