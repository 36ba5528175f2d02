// Takes the pictures of the documentation: node screenshots.mjs ADDRESS FOLDER, on a seeded server.
import { join } from "node:path";
import { launch, visit } from "./browser.mjs";
import { plugin, ready, run, tab } from "./explorer.mjs";

const [address, folder] = process.argv.slice(2);

async function light(page) {
  await ready(page);
  await plugin(page, "Plan");
  await run(page);
  await page.locator(".level").first().waitFor();
  await page.screenshot({ path: join(folder, "explorer.png") });
}

async function dark(page) {
  await ready(page);
  await plugin(page, "Plan");
  await tab(page, "Products");
  await run(page);
  await page.getByRole("button", { name: "EXPLAIN" }).click();
  await page.locator(".statement summary").nth(2).click();
  await page.locator(".explain:visible").waitFor();
  await page.screenshot({ path: join(folder, "plan.png") });
}

const browser = await launch();
for (const [work, colorScheme] of [[light, "light"], [dark, "dark"]]) {
  const { error } = await visit(browser, address, work, { colorScheme });
  if (error) console.error(error);
}
await browser.close();
