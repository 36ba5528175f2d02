// Apollo Client 4: its cache, its pagination and its error policies.
import { ApolloClient, CombinedGraphQLErrors, gql, HttpLink, InMemoryCache } from '@apollo/client';
import { relayStylePagination } from '@apollo/client/utilities';
import { address, assert, check, logIn, recording } from './checks.mjs';

const sent = [];
const headers = await logIn('admin');
const client = new ApolloClient({
  cache: new InMemoryCache({
    typePolicies: { Query: { fields: { heroes: relayStylePagination(['filter', 'orderBy']) } } },
  }),
  link: new HttpLink({ uri: address, headers, fetch: recording(sent) }),
});
const HEROES = gql`
  query Heroes($after: String) {
    heroes(first: 2, after: $after, orderBy: [{ name: ASC }]) {
      edges { cursor node { id name team { id name } } }
      pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
    }
  }
`;

await check('a page is added to the pages before it (relayStylePagination)', async () => {
  const { data: first } = await client.query({ query: HEROES });
  const watched = client.watchQuery({ query: HEROES });
  const seen = watched.subscribe(() => {});
  await watched.fetchMore({ variables: { after: first.heroes.pageInfo.endCursor } });
  const names = client.readQuery({ query: HEROES }).heroes.edges.map((edge) => edge.node.name);
  seen.unsubscribe();
  assert.equal(names.length, 4);
  assert.deepEqual(names, [...new Set(names)].sort());
});

await check('a mutation changes what lists show, by the id of the row (normalised cache)', async () => {
  const { heroes } = client.readQuery({ query: HEROES });
  const { id, name } = heroes.edges[0].node;
  const RENAME = gql`
    mutation Rename($input: UpdateHeroInput!) {
      updateHero(input: $input) { hero { id name } userErrors { __typename code message path } }
    }
  `;
  const rename = (to) => client.mutate({ mutation: RENAME, variables: { input: { id, patch: { name: to } } } });
  const { data } = await rename('Aardvark');
  assert.deepEqual(data.updateHero.userErrors, []);
  const before = sent.length;
  assert.equal(client.readQuery({ query: HEROES }).heroes.edges[0].node.name, 'Aardvark');
  assert.equal(sent.length, before);
  await rename(name);
});

await check('an optimistic answer is shown at once, and taken back where the write is refused', async () => {
  const [{ node: hero }, { node: other }] = client.readQuery({ query: HEROES }).heroes.edges;
  const names = [];
  const watch = client.watchQuery({ query: HEROES, fetchPolicy: 'cache-only' });
  const seen = watch.subscribe(({ data }) => names.push(data.heroes.edges[0].node.name));
  const { data } = await client.mutate({
    mutation: gql`
      mutation Rename($input: UpdateHeroInput!) {
        updateHero(input: $input) { hero { id name } userErrors { __typename code path } }
      }
    `,
    variables: { input: { id: hero.id, patch: { name: other.name } } },
    optimisticResponse: {
      updateHero: {
        __typename: 'UpdateHeroPayload',
        hero: { __typename: 'Hero', id: hero.id, name: other.name },
        userErrors: [],
      },
    },
  });
  await new Promise((resolve) => setTimeout(resolve, 20));
  seen.unsubscribe();
  const [error] = data.updateHero.userErrors;
  assert.deepEqual([error.code, error.path], ['CONFLICT', ['input', 'patch', 'name']]);
  assert.deepEqual(names, [hero.name, other.name, hero.name]);
});

const WRONG = gql`query { node(id: "nonsense") { id } }`;

await check('errorPolicy none rejects, with the code of the error', async () => {
  const error = await client.query({ query: WRONG }).catch((caught) => caught);
  assert.ok(CombinedGraphQLErrors.is(error));
  assert.equal(error.errors[0].extensions.code, 'BAD_USER_INPUT');
});

await check('errorPolicy all gives the error beside the data', async () => {
  const { error } = await client.query({ query: WRONG, errorPolicy: 'all' });
  assert.equal(error.errors[0].path[0], 'node');
});

await check('errorPolicy ignore gives no error', async () => {
  const { error } = await client.query({ query: WRONG, errorPolicy: 'ignore' });
  assert.equal(error, undefined);
});
