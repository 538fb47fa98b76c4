// SPDX-License-Identifier: EUPL-1.2
// Without JavaScript everything can be read, every form is a plain form, no button is dead, and the rating works.

import { KINDS } from './pagine.mjs';
import { expect, measured, none, test, visit } from './attrezzi.mjs';

test.use({ javaScriptEnabled: false });

// Scripts of the page do not run; what a test evaluates does.
const NAMES = (element) => (element.id ? `#${element.id}` : element.getAttribute('data-element') ? `[data-element="${element.getAttribute('data-element')}"]` : `${element.localName}.${[...element.classList].join('.')}`);

function faultsInPage(source) {
  const nameOf = new Function(`return ${source}`)();
  const faults = [];
  const shown = (element) => element.checkVisibility({ visibilityProperty: true, opacityProperty: true });

  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const element = node.parentElement;
    const text = node.data.trim();
    if (!text || element.closest('script, style, template, noscript, select, datalist, svg')) continue;
    if (shown(element)) continue;
    if (element.closest('details:not([open])')) continue;
    // Parts of the rating: shown by the vote, proven below. The name of a control that is not there.
    if (element.closest('[data-element="feedback"]') || element.closest('button')) continue;
    const control = element.closest('a');
    if (control && shown(control) && control.getAttribute('aria-label')) continue;
    const popover = element.closest('[popover]');
    if (popover && document.querySelector(`[popovertarget="${popover.id}"], [commandfor="${popover.id}"]`)) continue;
    // What only a script can use may wait hidden for it: a control, a message to come, a few words.
    const hidden = element.closest('[hidden]');
    if (hidden && (hidden.matches('button, [role="status"], [aria-live]') || hidden.querySelector('button, input') || hidden.textContent.trim().length <= 40)) continue;
    const menu = element.closest('[data-element="management"], [data-element="news"], [data-element="all-services"], [data-element="live"]');
    faults.push(`cannot be read: “${text.slice(0, 50)}” ${menu ? 'in the menu, ' : ''}in ${nameOf(element)}`);
  }
  for (const element of document.querySelectorAll('a')) {
    if (shown(element) && (!element.getAttribute('href') || element.getAttribute('href') === '#')) faults.push(`a link to nothing: ${nameOf(element)} “${element.innerText.trim().slice(0, 30)}”`);
  }
  for (const element of document.querySelectorAll('button, [role="button"]')) {
    if (!shown(element) || element.hasAttribute('popovertarget') || element.hasAttribute('commandfor')) continue;
    if (!element.form || element.type === 'button') faults.push(`a button that does nothing: ${nameOf(element)} “${element.innerText.trim().slice(0, 30)}”`);
  }
  for (const element of document.querySelectorAll('[loading="lazy"][data-src], img:not([src])')) faults.push(`a picture that needs a script: ${nameOf(element)}`);
  for (const form of document.forms) {
    if (!shown(form)) continue;
    const rating = form.closest('[data-element="feedback"]') ?? form.querySelector('[data-element="feedback"]');
    const fields = [...form.elements].filter((field) => field.matches('input:not([type="hidden"]), select, textarea'));
    const send = [...form.elements].filter((field) => field.matches('button:not([type]), button[type="submit"], input[type="submit"], input[type="image"]'));
    if (!form.getAttribute('action')?.startsWith('/')) faults.push(`${nameOf(form)} is sent to “${form.getAttribute('action') ?? ''}”`);
    if (send.length === 0 || (!rating && !send.some(shown))) faults.push(`${nameOf(form)} cannot be sent`);
    if (send.every((button) => button.disabled) && send.length > 0 && !/(attiv|disponibil|raccolt)/i.test(form.textContent)) faults.push(`${nameOf(form)} cannot be sent yet and does not say so`);
    for (const field of fields) {
      if (!field.name) faults.push(`${nameOf(field)} has no name: it is not sent`);
      if (field.labels.length === 0 && !field.getAttribute('aria-label') && !field.getAttribute('aria-labelledby')) faults.push(`${nameOf(field)} has no label`);
      const asks = `${field.name} ${[...field.labels].map((label) => label.textContent).join(' ')}`;
      if (/^(nome|cognome|e-?mail|telefono|cellulare)\b/i.test(asks.trim()) && !field.autocomplete) faults.push(`${nameOf(field)} asks for personal data without autocomplete (WCAG 1.3.5)`);
    }
  }
  return [...new Set(faults)];
}

for (const kind of KINDS) {
  test(`${kind.name}: read and used without JavaScript`, async ({ page }) => {
    await visit(page, kind, { width: 360, script: false });
    const narrow = await page.evaluate(faultsInPage, NAMES.toString());
    const menu = page.locator('button[popovertarget]:visible').first();
    await menu.click();
    for (const entry of ['management', 'news', 'all-services', 'live']) {
      if (!(await page.locator(`header [data-element="${entry}"]`).isVisible())) narrow.push(`cannot be read: ${entry} in the menu, opened`);
    }
    await page.keyboard.press('Escape');
    await page.setViewportSize({ width: 1280, height: 900 });
    const wide = await page.evaluate(faultsInPage, NAMES.toString());
    // A style may leave words out where there is no room for them; but the menu is always there.
    const isText = (fault) => fault.startsWith('cannot be read');
    const faults = [
      ...narrow.filter((fault) => !isText(fault) || wide.includes(fault) || fault.includes('in the menu')),
      ...wide.filter((fault) => !isText(fault)),
    ];
    none([...new Set(faults)], 'without JavaScript');
  });
}

test('the rating works without JavaScript', async ({ page }) => {
  await visit(page, KINDS.find(({ name }) => name === 'servizio'), { width: 360 });
  const form = page.locator('[data-element="feedback"]');
  const positive = page.locator('[data-element="feedback-rating-positive"]');
  const negative = page.locator('[data-element="feedback-rating-negative"]');
  await expect(positive).toBeHidden();
  await expect(negative).toBeHidden();
  for (const vote of [1, 2, 3, 4, 5]) {
    const rate = page.locator(`[data-element="feedback-rate-${vote}"]`);
    // Twice: the official check presses twice, and a choice must not be taken back.
    await rate.click();
    await rate.click();
    await expect(vote > 3 ? positive : negative, `vote ${vote}`).toBeVisible();
    await expect(vote > 3 ? negative : positive, `vote ${vote}`).toBeHidden();
    expect(await form.evaluate((element) => new FormData(element.closest('form') ?? element.querySelector('form')).get('voto')), `vote ${vote} is sent`).toBe(String(vote));
  }
  await expect(page.locator('[data-element="feedback-input-text"]')).toBeVisible();
  const button = form.locator('button[type="submit"], button:not([type])').last();
  await expect(button).toBeVisible();
  // With the keyboard: one stop, then arrows.
  await page.locator('input[name="voto"][value="5"]').focus();
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('ArrowLeft');
  await expect(page.locator('input[name="voto"][value="3"]')).toBeChecked();
  await expect(negative).toBeVisible();

  const sent = await form.evaluate((element) => {
    const owner = element.closest('form') ?? element.querySelector('form');
    return { method: owner.method, action: new URL(owner.action).pathname, page: new FormData(owner).get('pagina') };
  });
  expect(sent).toEqual({ method: 'post', action: expect.stringMatching(/^\//), page: new URL(page.url()).pathname });

  if (await button.isEnabled()) {
    let body;
    await page.route(`**${sent.action}`, (route) => {
      body = route.request().postData();
      return route.fulfill({ status: 200, contentType: 'text/html', body: '<!doctype html><title>Grazie</title>' });
    });
    await button.click();
    expect(body).toContain('voto=3');
  } else {
    measured('Forms', 'rating', 'sending is not active yet, and the form says so');
    await expect(form).toContainText(/(sarà attivo|non viene raccolto|non è ancora)/i);
  }
});

test('the help form works without JavaScript', async ({ page }) => {
  await visit(page, KINDS.find(({ name }) => name === 'assistenza'), { width: 360 });
  const form = page.locator('main form[method="post" i]').first();
  const button = form.locator('button[type="submit"], button:not([type])').first();
  await form.getByLabel('Nome', { exact: true }).fill('Anna');
  await form.getByLabel('Cognome').fill('Rossi');
  await form.getByLabel(/e-?mail/i).fill('anna@example.org');
  await form.getByLabel(/richiesta/i).fill('Non trovo il modulo.');
  expect(await form.evaluate((element) => Object.fromEntries(new FormData(element)))).toMatchObject({ nome: 'Anna', cognome: 'Rossi', email: 'anna@example.org', testo: 'Non trovo il modulo.' });
  if (!(await button.isEnabled())) {
    measured('Forms', 'help request', 'sending is not active yet, and the form says so');
    await expect(form).toContainText(/(sarà attivo|non vengono raccolte|non è ancora)/i);
  }
});
