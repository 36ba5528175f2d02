// Takes the pictures of the documentation: node screenshots.mjs ADDRESS FOLDER, on a seeded server.
import { join } from "node:path";
import { explore, plugin, ready, run } from "./browser.mjs";

const [address, folder] = process.argv.slice(2);

await explore(address, async (page) => {
  await ready(page);
  await plugin(page, "Plan");
  await run(page);
  await page.locator(".level").first().waitFor();
  await page.screenshot({ path: join(folder, "explorer.png") });
});

await explore(
  address,
  async (page) => {
    await ready(page);
    await plugin(page, "Plan");
    await page.getByRole("tab", { name: "Products" }).click();
    await run(page);
    await page.getByRole("button", { name: "EXPLAIN" }).click();
    await page.locator(".statement summary").nth(2).click();
    await page.locator(".explain:visible").waitFor();
    await page.screenshot({ path: join(folder, "plan.png") });
  },
  { colorScheme: "dark" },
);
