// What a visitor of the explorer does.
const SPINNER = ".graphiql-response .graphiql-spinner";

/** Waits until it can be used: its editors are there, and the schema. */
export async function ready(page) {
  await page.locator(".graphiql-query-editor .view-lines").waitFor();
  await page.waitForFunction(() => globalThis.__MONACO);
  await idle(page);
}

const idle = (page) => page.waitForFunction((spinner) => !document.querySelector(spinner), SPINNER);

export const plugin = (page, name) => page.getByRole("button", { name: new RegExp(`(Show|Hide) ${name}`) }).click();

export const tab = (page, name) => page.getByRole("tab", { name }).click();

/** Runs what is in the editor, and returns its answer. */
export async function run(page) {
  const answered = page.waitForResponse((response) => isOperation(response.request()));
  await page.locator(".graphiql-execute-button").click();
  await (await answered).finished();
  await idle(page);
  const shown = await page.waitForFunction(text, "response");
  return JSON.parse(await shown.jsonValue());
}

/** Whether it is one that a visitor runs: the explorer asks for the schema, too. */
const isOperation = (request) => request.method() === "POST" && !request.postData().includes("IntrospectionQuery");

/** What is in an editor: `operation`, `variables`, `headers` or `response`. */
export const read = (page, editor) => page.evaluate(text, editor);

export const write = (page, editor, value) =>
  page.evaluate(
    ([editor, value]) => {
      const models = globalThis.__MONACO.editor.getModels();
      models.find((model) => model.uri.path.includes(editor)).setValue(value);
    },
    [editor, value],
  );

function text(editor) {
  const models = globalThis.__MONACO.editor.getModels();
  return models.find((model) => model.uri.path.includes(editor))?.getValue();
}

export async function logIn(page, password) {
  await plugin(page, "Log in");
  await page.locator("input[name=password]").fill(password);
  await page.locator(".panel form button").click();
  await page.locator(".panel [role=status], .panel [role=alert]").waitFor();
}
