import { options } from "./options.js";
import { createStore } from "./store.js";

const INTROSPECTION = "IntrospectionQuery";
const ANSWERS = "application/graphql-response+json, application/json;q=0.9";

/** What is known of the operation that ran last, besides its answer. */
export const lastRun = createStore(null);

/** How much its plan tells: `statements`, `parameters` or `explain`. */
export const planDetail = createStore("statements", "explorer:plan");

/** Sends an operation. Its plan does not stay in the answer: it has a panel. */
export async function fetcher({ query, variables, operationName }, { headers } = {}) {
  const isIntrospection = operationName === INTROSPECTION;
  const plan = options.plans && !isIntrospection ? { "x-graphql-plan": planDetail.get() } : {};
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
