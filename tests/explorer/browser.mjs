// Opens the explorer in Debian's Chromium, and keeps what the browser says of it.
import { chromium } from "playwright-core";

const SECONDS = 60;

/** `work(page, log)` on the page at an address. `log` has what was requested, and whatever was wrong. */
export async function explore(address, work, options = {}) {
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    args: ["--no-sandbox", "--disable-gpu", "--force-color-profile=srgb"],
  });
  try {
    const context = await browser.newContext({ viewport: { width: 1400, height: 850 }, ...options });
    context.setDefaultTimeout(SECONDS * 1000);
    context.setDefaultNavigationTimeout(SECONDS * 1000);
    const log = { origins: new Set(), requests: [], problems: [] };
    const { origin } = new URL(address);
    // No network but the server's: what asks for something else fails, and is told.
    await context.route(
      (url) => url.origin !== origin && !["data:", "blob:"].includes(url.protocol),
      (route) => {
        log.problems.push(`foreign request: ${route.request().url()}`);
        return route.abort();
      },
    );
    const page = await context.newPage();
    page.on("request", (request) => {
      const url = new URL(request.url());
      log.requests.push(url.pathname);
      if (url.protocol.startsWith("http")) log.origins.add(url.origin);
    });
    page.on("requestfailed", (request) => log.problems.push(`failed: ${request.url()} ${request.failure()?.errorText}`));
    page.on("pageerror", (error) => log.problems.push(`error: ${error}`));
    page.on("console", (message) => {
      if (["error", "warning"].includes(message.type())) log.problems.push(`${message.type()}: ${message.text()}`);
    });
    await page.goto(address);
    return await work(page, log);
  } finally {
    await browser.close();
  }
}

/** Waits until the explorer can be used: its editors are there, and the schema. */
export async function ready(page) {
  await page.locator(".graphiql-query-editor .monaco-editor .view-lines").waitFor();
  await page.waitForFunction(() => !document.querySelector(".graphiql-response .graphiql-spinner"));
}

export const plugin = (page, name) => page.getByRole("button", { name: new RegExp(`(Show|Hide) ${name}`) }).click();

/** Runs what is in the editor, and returns its answer. */
export async function run(page) {
  const answered = page.waitForResponse((response) => response.request().method() === "POST");
  await page.locator(".graphiql-execute-button").click();
  await answered;
  await page.waitForFunction(() => !document.querySelector(".graphiql-response .graphiql-spinner"));
  return page.evaluate(() => globalThis.__MONACO.editor.getModels().find((m) => m.uri.path.includes("response"))?.getValue());
}

/** Puts a text into an editor: `operation`, `variables` or `headers`. */
export const write = (page, editor, text) =>
  page.evaluate(
    ([editor, text]) => {
      const models = globalThis.__MONACO.editor.getModels();
      models.find((model) => model.uri.path.includes(editor)).setValue(text);
    },
    [editor, text],
  );
