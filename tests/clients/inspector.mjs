// graphql-inspector over schema.graphql and the corpus of documents: what the schema breaks, and what documents may ask.
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { CriticalityLevel, diff, validate } from '@graphql-inspector/core';
import { buildASTSchema, buildSchema, parse, Source } from 'graphql';
import { assert, check } from './checks.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
const text = readFileSync(`${root}/schema.graphql`, 'utf8');
const schema = buildSchema(text);
const folder = `${root}/tests/queries`;
const documents = readdirSync(folder)
  .filter((name) => name.endsWith('.graphql') && name !== 'invalid.graphql')
  .map((name) => new Source(readFileSync(`${folder}/${name}`, 'utf8'), name));

await check('it tells a schema from the same one', async () => {
  assert.deepEqual(await diff(schema, buildSchema(text)), []);
});

await check('it tells what breaks: a field, an argument and a value that are gone', async () => {
  const gone = ['Hero.age', 'Query.hero.by', 'SortOrder.DESC'];
  const kept = (nodes, ...above) =>
    nodes?.filter((node) => !gone.includes([...above, node.name.value].join('.')));
  const definitions = parse(text).definitions.map((type) => ({
    ...type,
    values: kept(type.values, type.name.value),
    fields: kept(type.fields, type.name.value)?.map((field) => ({
      ...field,
      arguments: kept(field.arguments, type.name.value, field.name.value),
    })),
  }));
  const less = { kind: 'Document', definitions };
  const changes = await diff(schema, buildASTSchema(less));
  const breaking = changes.filter((change) => change.criticality.level === CriticalityLevel.Breaking);
  assert.deepEqual(breaking.map((change) => change.path).sort(), gone);
});

await check('every document of the corpus is valid', async () => {
  assert.ok(documents.length > 40);
  const invalid = validate(schema, documents).filter(({ errors }) => errors.length);
  assert.deepEqual(invalid.map(({ source, errors }) => `${source.name}: ${errors[0].message}`), []);
});

await check('a document that asks for a private column is not', async () => {
  const [found] = validate(schema, [new Source('{ heroes { nodes { secretName } } }', 'private.graphql')]);
  assert.match(found.errors[0].message, /secretName/);
});
