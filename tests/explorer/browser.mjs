// Opens pages in Debian's Chromium, and keeps what the browser says of them.
import { chromium } from "playwright-core";

const SECONDS = 30;

/** A browser with no network but the server's; `await using` closes it. */
export const launch = () =>
  chromium.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    args: ["--no-sandbox", "--disable-gpu", "--force-color-profile=srgb"],
  });

/** What `work(page, log)` gives, of a new visitor of an address. `log` has what was requested, and all problems. */
export async function visit(browser, address, work, options = {}) {
  const context = await browser.newContext({ viewport: { width: 1400, height: 850 }, ...options });
  context.setDefaultTimeout(SECONDS * 1000);
  const log = { requests: [], problems: [] };
  try {
    await cutOff(context, new URL(address).origin, log);
    const page = await context.newPage();
    listen(page, log);
    await page.goto(address);
    return { value: await work(page, log), ...log };
  } catch (error) {
    return { error: String(error), ...log };
  } finally {
    await context.close();
  }
}

async function cutOff(context, origin, log) {
  await context.route(
    (url) => url.protocol.startsWith("http") && url.origin !== origin,
    (route) => {
      log.problems.push(`another origin: ${route.request().url()}`);
      return route.abort();
    },
  );
}

function listen(page, log) {
  page.on("request", (request) => log.requests.push(request.url()));
  page.on("requestfailed", (request) => log.problems.push(`failed: ${request.url()} ${request.failure()?.errorText}`));
  page.on("response", (response) => {
    if (response.status() >= 500 || response.status() === 404) log.problems.push(`${response.status()}: ${response.url()}`);
  });
  page.on("pageerror", (error) => log.problems.push(`error: ${error}`));
  page.on("console", (message) => {
    // What is refused is told of by the answer.
    const isAnswer = message.text().includes("the server responded with a status of 400");
    if (["error", "warning"].includes(message.type()) && !isAnswer) log.problems.push(message.text());
  });
}
