// Goes through *Secure an Exporter…* in a page, by the keyboard, up to where a picture is taken.

const WIDGET = '.quick-input-widget';
/** Long enough for a key, and no secret: nothing is written. */
const PASSPHRASE = 'not kept anywhere';

/**
 * @param {import('playwright-core').Page} page that shows a workbench with a prometheus.yml
 * @param {RegExp} until the title of the step at which it stops; all before it get what they start with
 * @param {Readonly<Record<string, string>>} [typed] what is typed in a step, by a part of its title
 */
export async function secureAnExporter(page, until, typed = {}) {
  await page.keyboard.press('F1');
  await page.locator(WIDGET).waitFor();
  await page.keyboard.type('Secure an Exporter');
  await page.locator(`${WIDGET} .monaco-list-row.focused`, { hasText: 'Secure an Exporter' }).waitFor();
  await page.keyboard.press('Enter');
  let before = '';
  for (;;) {
    const step = await nextStep(page, before);
    if (until.test(step)) return;
    const [, text] = Object.entries({ ...typed, Passphrase: PASSPHRASE }).find(([part]) => step.includes(part)) ?? [];
    if (text !== undefined) await page.keyboard.type(text);
    await page.keyboard.press('Enter');
    before = step;
  }
}

/** The title and the sentence of the step that comes after `before`. */
async function nextStep(/** @type {import('playwright-core').Page} */ page, /** @type {string} */ before) {
  for (let tries = 0; tries < 600; tries += 1) {
    await page.waitForTimeout(50);
    // What is typed must not land in a file.
    if ((await page.locator(`${WIDGET} :focus`).count()) === 0) continue;
    const title = await page.locator(`${WIDGET} .quick-input-title`).innerText();
    const message = await page.locator(`${WIDGET} .quick-input-message`).innerText();
    const step = `${title}\n${message}`;
    if (!title.startsWith('Secure an Exporter') || step === before) continue;
    // Its list and its first answer come a little later.
    await page.waitForTimeout(400);
    if ((await page.locator(`${WIDGET} :focus`).count()) > 0) return step;
  }
  throw new Error(`No step came after:\n${before}`);
}
