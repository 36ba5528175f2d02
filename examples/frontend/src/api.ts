// The client: a cache of rows by their ids, lists that grow by Relay's pages, and an answer before the server's own.
import { cacheExchange, type Cache, type OptimisticMutationResolver } from '@urql/exchange-graphcache';
import { relayPagination } from '@urql/exchange-graphcache/extras';
import { Client, fetchExchange } from 'urql';

/** Values have no ids of their own: they belong to whatever shows them. */
const VALUES = ['PageInfo', 'Conflict', 'InvalidInput', 'NotFound', 'ReferenceMissing', 'Referenced', 'Refused', 'StaleVersion'];

/** What a rename will most likely come to. Where it is refused the cache takes it back. */
const renamed: OptimisticMutationResolver<{ input: { id: string; patch: { name: string } } }> = ({ input }) => ({
  __typename: 'UpdateHeroPayload',
  hero: { __typename: 'Hero', id: input.id, name: input.patch.name },
  userErrors: [],
});

/** Lists that a new row may belong into are asked for again. */
function forget(cache: Cache, field: string): void {
  for (const { fieldName, fieldKey } of cache.inspectFields('Query')) {
    if (fieldName === field) cache.invalidate('Query', fieldKey);
  }
}

export function connect(token: string | null): Client {
  return new Client({
    url: '/graphql',
    preferGetMethod: false,
    fetchOptions: () => (token === null ? {} : { headers: { authorization: `Bearer ${token}` } }),
    exchanges: [
      cacheExchange({
        keys: Object.fromEntries(VALUES.map((name) => [name, () => null])),
        resolvers: { Query: { heroes: relayPagination(), products: relayPagination() } },
        optimistic: { updateHero: renamed as never },
        updates: {
          Mutation: {
            createHero: (_result, _arguments, cache) => forget(cache, 'heroes'),
            placeOrder: (_result, _arguments, cache) => forget(cache, 'orders'),
          },
        },
      }),
      fetchExchange,
    ],
  });
}
