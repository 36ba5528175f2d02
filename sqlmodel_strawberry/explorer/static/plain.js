// The plain page: sends what is in its form, and shows the schema to whom the API shows it.
const options = JSON.parse(document.getElementById("options").textContent);
const form = document.getElementById("operation");
const [query, variables, authorization, answer, status, schema] = [
  "query",
  "variables",
  "authorization",
  "answer",
  "status",
  "schema",
].map((id) => document.getElementById(id));

function headers() {
  const value = authorization.value.trim();
  return value ? { [options.logIn?.header ?? "Authorization"]: value } : {};
}

form.addEventListener("submit", async (event) => {
  event.preventDefault();
  try {
    const body = JSON.stringify({ query: query.value, variables: JSON.parse(variables.value.trim() || "{}") });
    const began = performance.now();
    const response = await fetch(options.endpoint, {
      method: "POST",
      headers: { "content-type": "application/json", accept: "application/json", ...headers() },
      body,
    });
    const text = await response.text();
    status.textContent = `${response.status} in ${Math.round(performance.now() - began)} ms`;
    answer.textContent = JSON.stringify(JSON.parse(text), null, 2);
  } catch (error) {
    status.textContent = "";
    answer.textContent = String(error);
  }
});

query.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) form.requestSubmit();
});

async function showSchema() {
  const response = await fetch(`${options.files}/schema.graphql`, { headers: headers() });
  schema.textContent = response.ok ? await response.text() : "Log in to see the schema: fill in Authorization.";
}

authorization.addEventListener("change", showSchema);
showSchema();
