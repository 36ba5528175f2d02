// Sends the documents that codegen typed to a server that takes no others, by their hashes.
import type { TypedDocumentNode } from '@graphql-typed-document-node/core';
import { assert, check, post } from '../checks.mjs';
import { useFragment } from './generated/index';
import { LogIn, Order, Shelf, Ware } from './operations';

type Typed<Result, Variables> = TypedDocumentNode<Result, Variables> & { __meta__?: Record<string, unknown> };
let headers = {};
let userId = '';
let productId = '';

async function send<Result, Variables>(document: Typed<Result, Variables>, variables: Variables): Promise<Result> {
  const { data, errors } = await post({ documentId: document.__meta__?.hash, variables }, headers);
  assert.equal(errors, undefined);
  return data;
}

await check('a query by the hash in the manifest', async () => {
  const { products } = await send(Shelf, { first: 3, most: '20' });
  const wares = useFragment(Ware, products.nodes);
  assert.equal(wares.length, 3);
  assert.ok(wares.every((ware) => Number(ware.price) <= 20));
  productId = wares[0].id;
});

await check('mutations by their hashes', async () => {
  const { logIn } = await send(LogIn, { input: { username: 'demo', password: 'demo-password' } });
  headers = { authorization: `Bearer ${logIn.accessToken}` };
  userId = logIn.user!.id;
  const { placeOrder } = await send(Order, { input: { userId, items: [{ productId, quantity: 1 }] } });
  assert.deepEqual(placeOrder.userErrors, []);
  assert.equal(placeOrder.order?.status, 'PENDING');
});

await check('any other document is refused', async () => {
  const { errors } = await post({ query: '{ __typename }' });
  assert.equal(errors[0].extensions.code, 'DOCUMENT_NOT_TRUSTED');
});
