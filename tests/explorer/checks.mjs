// Tries the explorer: node checks.mjs ADDRESS prints what was found of each check, as JSON.
import { launch, visit } from "./browser.mjs";
import { logIn, plugin, read, ready, run, tab, write } from "./explorer.mjs";

const address = process.argv[2];

/** The texts of all, once there is one. */
async function texts(locator) {
  await locator.first().waitFor();
  return locator.allInnerTexts();
}

const checks = {
  async loads(page) {
    await ready(page);
    await page.waitForTimeout(1500); // workers begin late
    const panels = await page.locator(".graphiql-sidebar button").evaluateAll((all) => all.map((one) => one.ariaLabel));
    return { tabs: await texts(page.getByRole("tab")), panels };
  },

  async query(page) {
    await ready(page);
    return { answer: await run(page), said: await page.locator(".last-run").innerText() };
  },

  async mutation(page) {
    await ready(page);
    await logIn(page, "demo-password");
    const said = await page.locator(".panel [role=status]").innerText();
    await tab(page, "CreateHero");
    const headers = JSON.parse(await read(page, "headers"));
    return { said, headers, answer: await run(page) };
  },

  async wrongPassword(page) {
    await ready(page);
    await logIn(page, "wrong");
    return { said: await page.locator(".panel [role=alert]").innerText(), headers: await read(page, "headers") };
  },

  async mistake(page) {
    await ready(page);
    await write(page, "operation", "{ teams { nodes { nmae } } }");
    await page.locator(".squiggly-error").first().waitFor();
    return await run(page);
  },

  async completion(page) {
    await ready(page);
    await write(page, "operation", "{ }");
    await page.locator(".graphiql-query-editor .view-lines").click();
    await page.keyboard.press("Control+Home");
    await page.keyboard.press("ArrowRight");
    await page.keyboard.type(" tea", { delay: 60 });
    await page.keyboard.press("Control+Space");
    const found = page.locator(".suggest-widget .monaco-list-row");
    await found.first().waitFor();
    return await texts(found.locator(".label-name"));
  },

  async plan(page) {
    await ready(page);
    await plugin(page, "Plan");
    const answer = await run(page);
    await page.locator(".level").first().waitFor();
    const levels = await texts(page.locator(".level h3"));
    const fields = await texts(page.locator(".batch .of"));
    const figures = await texts(page.locator(".figure"));
    const hidden = await page.locator(".parameters, .explain").count();
    await page.getByRole("button", { name: "Parameters" }).click();
    await page.locator(".parameters").first().waitFor({ state: "attached" });
    const explained = await page.locator(".explain").count();
    await page.getByRole("button", { name: "EXPLAIN" }).click();
    await page.locator(".explain").first().waitFor({ state: "attached" });
    await page.locator(".statement summary").first().click();
    return { answer, levels, fields, figures, hidden, explained, explain: await page.locator(".explain").first().innerText() };
  },

  async dark(page) {
    await ready(page);
    const background = () => page.evaluate(() => getComputedStyle(document.querySelector(".graphiql-container")).backgroundColor);
    const before = await background();
    await page.getByRole("button", { name: "Open settings dialog" }).click();
    await page.getByRole("button", { name: "Dark" }).click();
    return { before, after: await background(), name: await page.evaluate(() => document.body.className) };
  },

  async map(page) {
    await ready(page);
    await plugin(page, "Schema map");
    const boxes = await texts(page.locator(".map .title"));
    await page.locator('.map [data-type="Hero"] .title').click();
    return { boxes, docs: await page.locator(".graphiql-doc-explorer-title").innerText() };
  },

  async history(page) {
    await ready(page);
    await run(page);
    await plugin(page, "History");
    return await texts(page.locator(".graphiql-history-item-label"));
  },

  async kept(page) {
    await ready(page);
    await logIn(page, "demo-password");
    await tab(page, "CreateHero");
    const { Authorization: sent } = JSON.parse(await read(page, "headers"));
    await run(page);
    await plugin(page, "History");
    await texts(page.locator(".graphiql-history-item-label"));
    await page.waitForTimeout(1500); // tabs are kept a little later
    const kept = await page.evaluate(() => ({ ...localStorage, ...sessionStorage }));
    const cookies = await page.context().cookies();
    const next = await page.context().newPage();
    await next.goto(address);
    await ready(next);
    return { sent, kept, cookies, headers: await read(next, "headers") };
  },

  async examples(page) {
    await ready(page);
    await plugin(page, "Examples");
    await page.locator(".examples button", { hasText: "Search" }).click();
    await page.waitForTimeout(300);
    return { operation: await read(page, "operation"), variables: await read(page, "variables"), answer: await run(page) };
  },
};

const found = {};
const browser = await launch();
try {
  for (const [name, check] of Object.entries(checks)) found[name] = await visit(browser, address, check);
} finally {
  await browser.close();
}
console.log(JSON.stringify(found));
