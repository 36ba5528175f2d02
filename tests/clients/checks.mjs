// What every script shares: the server's address, whoever is logged in, and a line for each thing that holds.
import assert from 'node:assert/strict';

export { assert };
export const [address, ...rest] = process.argv.slice(2);

/** Do `work`, and print that `what` holds. An error ends the script, and with it the test. */
export async function check(what, work) {
  await work();
  console.log(`ok ${what}`);
}

/** The headers of whoever logs in with the demo data's password. */
export async function logIn(username) {
  const query = `mutation ($input: LogInInput!) { logIn(input: $input) { accessToken } }`;
  const variables = { input: { username, password: 'demo-password' } };
  const { data } = await post({ query, variables });
  return { authorization: `Bearer ${data.logIn.accessToken}` };
}

/** The answer to a plain request, as any client without a library sends it. */
export async function post(body, headers = {}) {
  const response = await fetch(address, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
  return response.json();
}

/** Wraps `fetch` to keep what was sent and received: `{ url, options, type }` of each request. */
export function recording(sent) {
  return async (url, options) => {
    const response = await fetch(url, options);
    sent.push({ url, options, type: response.headers.get('content-type'), status: response.status });
    return response;
  };
}
