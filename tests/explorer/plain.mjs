// Tries the plain page: node plain.mjs ADDRESS prints what was found, as JSON.
import { launch, visit } from "./browser.mjs";

const browser = await launch();
try {
  const found = await visit(browser, process.argv[2], async (page) => {
    await page.waitForFunction(() => document.getElementById("schema").textContent.length > 10);
    await page.locator("#query").fill('query ($text: String!) { echo(text: $text) }');
    await page.locator("#variables").fill('{"text": "Ding"}');
    await page.getByRole("button", { name: "Run" }).click();
    await page.locator("#answer:not(:empty)").waitFor();
    const said = await page.locator("#status").innerText();
    return {
      answer: JSON.parse(await page.locator("#answer").innerText()),
      schema: await page.locator("#schema").innerText(),
      hint: await page.locator("main > p").innerText(),
      said,
    };
  });
  console.log(JSON.stringify(found));
} finally {
  await browser.close();
}
