// Sends a query three times through Apollo Client's link for persisted queries, and prints what went over the wire.
//
//     node persisted.mjs http://127.0.0.1:8000/graphql [GET]
import { createHash } from 'node:crypto';
import { ApolloClient, ApolloLink, gql, HttpLink, InMemoryCache } from '@apollo/client';
import { PersistedQueryLink } from '@apollo/client/link/persisted-queries';

const [address, method] = process.argv.slice(2);

async function wired(url, options) {
  const { query, extensions } =
    options.method === 'GET' ? Object.fromEntries(new URL(url).searchParams) : JSON.parse(options.body);
  const response = await fetch(url, options);
  const code = (await response.clone().json()).errors?.[0].extensions.code ?? '';
  const sent = [query && 'text', extensions && JSON.stringify(extensions).includes('sha256Hash') && 'hash'];
  console.log([options.method, sent.filter(Boolean).join(' and '), response.status, code].join(' ').trim());
  return response;
}

const client = new ApolloClient({
  cache: new InMemoryCache(),
  link: ApolloLink.from([
    new PersistedQueryLink({
      sha256: (text) => createHash('sha256').update(text).digest('hex'),
      useGETForHashedQueries: method === 'GET',
    }),
    new HttpLink({ uri: address, fetch: wired }),
  ]),
});

for (let time = 0; time < 3; time++) {
  const { data } = await client.query({ query: gql('query Teams { teams { totalCount } }'), fetchPolicy: 'no-cache' });
  console.log(data.teams.totalCount);
}
