// urql 6 as it is by default, and by GET.
import { cacheExchange, Client, fetchExchange } from '@urql/core';
import { address, assert, check, logIn, recording } from './checks.mjs';

const sent = [];
const headers = await logIn('admin');
const client = (options = {}) =>
  new Client({
    url: address,
    exchanges: [cacheExchange, fetchExchange],
    fetch: recording(sent),
    fetchOptions: { headers },
    preferGetMethod: false,
    ...options,
  });

await check('its own Accept header gets application/graphql-response+json', async () => {
  const { data, error } = await client().query('query Teams { teams(first: 1) { totalCount } }', {}).toPromise();
  assert.equal(error, undefined);
  assert.equal(data.teams.totalCount, 200);
  const last = sent.at(-1);
  assert.match(new Headers(last.options.headers).get('accept'), /multipart\/mixed/);
  assert.match(last.type, /^application\/graphql-response\+json/);
});

await check('a query goes by GET', async () => {
  const asked = client({ preferGetMethod: 'force' }).query('query Team($id: Int!) { team(by: { databaseId: $id }) { name } }', {
    id: 1,
  });
  assert.ok((await asked.toPromise()).data.team.name);
  assert.equal(sent.at(-1).options.method, 'GET');
});

await check('a mutation makes lists of the same type be fetched again (document cache)', async () => {
  const urql = client();
  const query = 'query Tags { tags(first: 100) { nodes { __typename id name } totalCount } }';
  const seen = [];
  const { unsubscribe } = urql.query(query, {}).subscribe(({ data, stale }) => stale || seen.push(data.tags.totalCount));
  while (seen.length < 1) await new Promise((resolve) => setTimeout(resolve, 5));
  const create = `mutation Create($input: CreateTagInput!) {
    createTag(input: $input) { tag { __typename id name } userErrors { code path } }
  }`;
  const { data } = await urql.mutation(create, { input: { tag: { name: `urql ${Date.now()}` } } }).toPromise();
  assert.deepEqual(data.createTag.userErrors, []);
  while (seen.length < 2) await new Promise((resolve) => setTimeout(resolve, 5));
  unsubscribe();
  assert.equal(seen[1], seen[0] + 1);
});

await check('an error has its code and its path', async () => {
  const { error } = await client().query('query { node(id: "nonsense") { id } }', {}).toPromise();
  const [only] = error.graphQLErrors;
  assert.deepEqual([only.extensions.code, only.path], ['BAD_USER_INPUT', ['node']]);
});
