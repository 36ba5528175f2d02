// Runs what relay-compiler made with relay-runtime's own store, against the server at the URL given.
import {
  ConnectionHandler,
  Environment,
  Network,
  RecordSource,
  Store,
  commitMutation,
  createOperationDescriptor,
  fetchQuery,
  getRequest,
  getSingularSelector,
  type FetchFunction,
  type OperationType,
  type GraphQLTaggedNode,
  type VariablesOf,
} from 'relay-runtime';
import { address, assert, check, logIn, post } from '../../checks.mjs';
import heroAgainQuery, { type heroAgainQuery as HeroAgain } from './__generated__/heroAgainQuery.graphql';
import heroesPageQuery, { type heroesPageQuery as HeroesPage } from './__generated__/heroesPageQuery.graphql';
import heroesCreateMutation, { type heroesCreateMutation as CreateHero } from './__generated__/heroesCreateMutation.graphql';
import heroesQuery, { type heroesQuery as Heroes } from './__generated__/heroesQuery.graphql';
import heroesList, { type heroes_list$data, type heroes_list$key } from './__generated__/heroes_list.graphql';
import heroRow, { type heroes_row$data, type heroes_row$key } from './__generated__/heroes_row.graphql';

const headers = await logIn('admin');
const send: FetchFunction = async ({ text: query }, variables) => post({ query, variables }, headers);
const environment = new Environment({ network: Network.create(send), store: new Store(new RecordSource()) });

async function fetched<T extends OperationType>(query: GraphQLTaggedNode, variables: VariablesOf<T>): Promise<T['response']> {
  const response = await fetchQuery<T>(environment, query, variables).toPromise();
  environment.retain(createOperationDescriptor(getRequest(query), variables));
  assert.ok(response);
  return response;
}

function list(data: heroes_list$key): heroes_list$data {
  const selector = getSingularSelector(heroesList, data);
  return environment.lookup(selector!).data as unknown as heroes_list$data;
}

function row(reference: heroes_row$key): heroes_row$data {
  return environment.lookup(getSingularSelector(heroRow, reference)!).data as unknown as heroes_row$data;
}

let root: Heroes['response'];

await check('a fragment with a connection (@argumentDefinitions, @connection)', async () => {
  root = await fetched<Heroes>(heroesQuery, { first: 2 });
  assert.equal(list(root).heroes.edges.length, 2);
});

await check('its next page, by the query that @refetchable made, is added by the connection handler', async () => {
  const connection = environment.getStore().getSource().get('client:root:__heroes_heroes_connection(orderBy:[{"name":"ASC"}])');
  if (!connection) throw new Error('no connection');
  const info = environment.getStore().getSource().get((connection.pageInfo as { __ref: string }).__ref);
  assert.equal(info?.hasNextPage, true);
  await fetched<HeroesPage>(heroesPageQuery, { first: 2, after: String(info?.endCursor) });
  const names = list(root).heroes.edges.map((edge) => row(edge.node).name);
  assert.equal(new Set(names).size, 4);
  assert.deepEqual(names, [...names].sort());
});

await check('a row again by its id, through node(id:)', async () => {
  const [edge] = list(root).heroes.edges;
  const { node } = await fetched<HeroAgain>(heroAgainQuery, { id: edge.node.id });
  assert.equal(node && row(node).name, row(edge.node).name);
});

await check('a mutation puts what it made into the connection (@prependNode)', async () => {
  const id = ConnectionHandler.getConnectionID('client:root', 'heroes_heroes', { orderBy: [{ name: 'ASC' }] });
  const name = `Relay ${Date.now()}`;
  const input = { hero: { name, secretName: 'Nobody' } };
  await new Promise((resolve, reject) => {
    commitMutation<CreateHero>(environment, {
      mutation: heroesCreateMutation,
      variables: { input, connections: [id] },
      onCompleted: resolve,
      onError: reject,
    });
  });
  assert.equal(row(list(root).heroes.edges[0].node).name, name);
});
