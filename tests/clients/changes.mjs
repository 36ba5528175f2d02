// What graphql-inspector says of changes of a schema: the worst of each, in a line of its own.
import { readFileSync } from 'node:fs';
import { CriticalityLevel, diff } from '@graphql-inspector/core';
import { buildSchema } from 'graphql';

const LEVELS = [
  [CriticalityLevel.Breaking, 'breaking'],
  [CriticalityLevel.Dangerous, 'dangerous'],
  [CriticalityLevel.NonBreaking, 'safe'],
];
const { old, changed } = JSON.parse(readFileSync(process.argv[2], 'utf8'));

for (const text of changed) {
  const changes = await diff(buildSchema(old), buildSchema(text));
  const found = new Set(changes.map((change) => change.criticality.level));
  console.log(LEVELS.find(([level]) => found.has(level))[1]);
}
