// The audits of graphql-http against the server at the URL given: prints a table, and fails unless all are ok.
import { serverAudits } from 'graphql-http';

const [url, expected] = process.argv.slice(2);
const audits = serverAudits({ url });
let ok = 0;
for (const audit of audits) {
  const result = await audit.fn();
  ok += result.status === 'ok';
  console.log(`${result.status.padEnd(6)} ${audit.id} ${audit.name}${result.reason ? `: ${result.reason}` : ''}`);
}
console.log(`${ok} of ${audits.length} ok`);
process.exitCode = ok === audits.length && ok === Number(expected) ? 0 : 1;
