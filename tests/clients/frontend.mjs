// The example frontend in headless Chromium, at the URL given: what its pages do, and that they ask nobody else.
//
//     node frontend.mjs http://127.0.0.1:4173 [folder for screenshots]
import { chromium } from 'playwright-core';
import { address, assert, check, rest } from './checks.mjs';

const [screenshots] = rest;
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox'],
});
const page = await browser.newPage({ viewport: { width: 1000, height: 800 } });
const foreign = [];
const failures = [];
page.on('request', (request) => {
  if (!request.url().startsWith(address) && !request.url().startsWith('data:')) foreign.push(request.url());
});
page.on('pageerror', (error) => failures.push(error.message));
page.on('console', (message) => message.type() === 'error' && failures.push(message.text()));

const heroes = page.locator('.hero');
const shot = async (name) => screenshots && page.screenshot({ path: `${screenshots}/frontend-${name}.png` });

try {
  await check('heroes are listed, and more come when the end is in view', async () => {
    await page.goto(address);
    await heroes.nth(19).waitFor();
    await page.mouse.wheel(0, 10_000);
    await heroes.nth(39).waitFor();
    const names = await heroes.locator('.name').allTextContents();
    assert.equal(new Set(names).size, names.length);
    assert.deepEqual(names, [...names].sort());
  });

  await check('a search finds heroes by their names', async () => {
    await page.getByLabel('Search heroes').fill('comet 1');
    await page.waitForFunction(() =>
      [...document.querySelectorAll('.hero .name')].every((name) => name.textContent.toLowerCase().includes('comet 1')),
    );
    assert.ok((await heroes.count()) > 0);
    await page.getByLabel('Search heroes').fill('');
    await heroes.nth(19).waitFor();
  });

  const form = page.getByRole('form', { name: 'New hero' });
  await check('a stranger is told to log in', async () => {
    await page.getByText('New hero', { exact: true }).click();
    await form.getByLabel('Name', { exact: true }).fill('Nova');
    await form.getByLabel('Secret name').fill('Nadia');
    await form.getByRole('button').click();
    await page.getByText('Log in to create this hero.').waitFor();
  });

  await check('logging in shows who it is', async () => {
    await page.getByLabel('Username').fill('admin');
    await page.getByRole('button', { name: 'Log in' }).click();
    await page.locator('.viewer').getByText('admin').waitFor();
    await heroes.nth(1).waitFor();
  });

  const [first, second] = await heroes.locator('.name').allTextContents();
  await check('what is wrong with a field is shown at the field (userErrors)', async () => {
    if (!(await form.isVisible())) await page.getByText('New hero', { exact: true }).click();
    await form.getByLabel('Name', { exact: true }).fill(first);
    await form.getByLabel('Secret name').fill('Nadia');
    await form.getByRole('button').click();
    await form.locator('.field', { hasText: 'Name' }).first().locator('[role=alert]').waitFor();
    assert.equal(await form.getByLabel('Name', { exact: true }).getAttribute('aria-invalid'), 'true');
    assert.equal(await form.getByLabel('Secret name').getAttribute('aria-invalid'), 'false');
    await shot('heroes');
  });

  await check('what is created is in the list', async () => {
    const name = `Aaa ${Date.now()}`;
    await form.getByLabel('Name', { exact: true }).fill(name);
    await form.getByRole('button').click();
    await heroes.filter({ hasText: name }).waitFor();
  });

  const rename = async (from, to) => {
    await heroes.getByRole('button', { name: from, exact: true }).click();
    await page.getByLabel('New name').fill(to);
    await page.keyboard.press('Enter');
  };
  await check('a rename is shown before it is answered (optimistic update)', async () => {
    let answer = () => {};
    await page.route('**/graphql', async (route) => {
      if (route.request().postData()?.includes('updateHero')) await new Promise((resolve) => (answer = resolve));
      await route.continue();
    });
    const name = `Aab ${Date.now()}`;
    await rename(second, name);
    await heroes.getByRole('button', { name, exact: true }).waitFor();
    const answered = page.waitForResponse('**/graphql');
    answer();
    assert.equal((await (await answered).json()).data.updateHero.hero.name, name);
    await page.unroute('**/graphql');
    await rename(name, second);
    await heroes.getByRole('button', { name: second, exact: true }).waitFor();
  });

  await check('a rename that is refused is taken back, and says why', async () => {
    await rename(second, first);
    await heroes.filter({ hasText: second }).locator('[role=alert]').waitFor();
    assert.equal(await heroes.getByRole('button', { name: first, exact: true }).count(), 1);
  });

  const products = page.locator('.product');
  await check('products are listed, and more come', async () => {
    await page.getByRole('link', { name: 'Shop' }).click();
    await products.nth(23).waitFor();
    await page.mouse.wheel(0, 10_000);
    await products.nth(47).waitFor();
  });

  await check('an order is refused at its field, then placed', async () => {
    await page.mouse.wheel(0, -20_000);
    const product = products.first();
    await product.getByRole('spinbutton').fill('0');
    await product.getByRole('button', { name: 'Order' }).click();
    await product.locator('[role=alert]').waitFor();
    assert.equal(await product.getByRole('spinbutton').getAttribute('aria-invalid'), 'true');
    await product.getByRole('spinbutton').fill('2');
    await product.getByRole('button', { name: 'Order' }).click();
    await product.getByText(/Ordered for \d+\.\d\d €: pending\./).waitFor();
    await shot('shop');
  });

  await check('no other server was asked, and nothing failed', async () => {
    assert.deepEqual(foreign, []);
    assert.deepEqual(failures, []);
  });
} catch (error) {
  await page.screenshot({ path: `${screenshots ?? '/tmp'}/frontend-failed.png` });
  throw error;
} finally {
  await browser.close();
}
