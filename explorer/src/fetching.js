import { Kind, parse } from "graphql";
import { options } from "./options.js";
import { createStore } from "./store.js";

const INTROSPECTION = "IntrospectionQuery";
const ANSWERS = "application/graphql-response+json, application/json;q=0.9";

/** What is known of the operation that ran last, besides its answer. */
export const lastRun = createStore(null);

const PLAN = "x-graphql-plan";
const DETAILS = ["statements", "parameters", "explain"];

/** How much its plan tells. */
export const planDetail = createStore("statements", "explorer:plan", (kept) => DETAILS.includes(kept));

/** Sends an operation. Its plan does not stay in the answer: it has a panel. */
export async function fetcher({ query, variables, ...named }, { headers = {} } = {}) {
  const operationName = nameIn(query, named.operationName);
  const isIntrospection = operationName === INTROSPECTION;
  // Whoever writes the header says what is told: sent twice it would be refused.
  const isAsked = Object.keys(headers).some((name) => name.toLowerCase() === PLAN);
  const plan = options.plans && !isIntrospection && !isAsked ? { [PLAN]: planDetail.get() } : {};
  const began = performance.now();
  const response = await post({ query, variables, operationName }, { ...plan, ...headers });
  const answer = await answerOf(response);
  if (!isIntrospection) {
    lastRun.set({
      operationName,
      status: response.status,
      milliseconds: performance.now() - began,
      plan: answer.extensions?.plan ?? null,
      budget: budgetOf(response.headers),
    });
  }
  return withoutPlan(answer);
}

/** The name of the only operation, or else what was given: right after a tab is opened, GraphiQL gives that of the last one. */
function nameIn(query, given) {
  try {
    const operations = parse(query).definitions.filter(({ kind }) => kind === Kind.OPERATION_DEFINITION);
    return operations.length === 1 ? operations[0].name?.value : given;
  } catch {
    return given; // the server says what is wrong
  }
}

export function post(body, headers = {}) {
  return fetch(options.endpoint, {
    method: "POST",
    headers: { "content-type": "application/json", accept: ANSWERS, ...headers },
    body: JSON.stringify(body),
  });
}

export async function answerOf(response) {
  const text = await response.text();
  try {
    return JSON.parse(text);
  } catch {
    return { errors: [{ message: `${response.status} ${response.statusText}: no JSON` }] };
  }
}

function withoutPlan({ extensions, ...answer }) {
  if (!extensions) return answer;
  const { plan, ...others } = extensions;
  return Object.keys(others).length ? { ...answer, extensions: others } : answer;
}

function budgetOf(headers) {
  const limit = headers.get("x-ratelimit-limit");
  return limit && { limit, remaining: headers.get("x-ratelimit-remaining") };
}
