// graphql-request 7: one function, documents and variables, errors that are thrown.
import { ClientError, gql, GraphQLClient } from 'graphql-request';
import { address, assert, check, logIn } from './checks.mjs';

const client = new GraphQLClient(address, { headers: await logIn('demo') });

await check('a query with variables', async () => {
  const { product } = await client.request(gql`query ($id: Int!) { product(by: { databaseId: $id }) { name price } }`, {
    id: 7,
  });
  assert.match(product.price, /^\d+\.\d\d$/);
});

await check('a mutation whose business errors are data', async () => {
  const order = gql`
    mutation ($input: PlaceOrderInput!) {
      placeOrder(input: $input) { order { id } userErrors { __typename code message path } }
    }
  `;
  const viewer = await client.request(gql`{ viewer { id } products(first: 1) { nodes { id } } }`);
  const items = [{ productId: viewer.products.nodes[0].id, quantity: -1 }];
  const { placeOrder } = await client.request(order, { input: { userId: viewer.viewer.id, items } });
  assert.equal(placeOrder.order, null);
  assert.deepEqual(placeOrder.userErrors[0].path, ['input', 'items', '0', 'quantity']);
});

await check('a refused document throws, with status and code', async () => {
  const error = await client.request('{ heroes { nodes { secretName } } }').catch((caught) => caught);
  assert.ok(error instanceof ClientError);
  assert.equal(error.response.status, 400);
  assert.equal(error.response.errors[0].extensions.code, 'GRAPHQL_VALIDATION_FAILED');
});

await check('a batch is refused where batches are off', async () => {
  const error = await client.batchRequests([{ document: '{ __typename }' }, { document: '{ __typename }' }]).catch((e) => e);
  assert.equal(error.response.status, 400);
});
