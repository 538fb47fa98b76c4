// SPDX-License-Identifier: EUPL-1.2
// A walk with the keyboard: from the top with Tab, through everything, to the end.
// Each stop can be seen (outline, shadow or border changes), lies in the window, is covered by nothing,
// comes in a sensible order; nothing is left out and nothing traps.

import { KINDS } from './pagine.mjs';
import { names, none, test, visit } from './attrezzi.mjs';

/** Pages with more stops than this are walked at the beginning and at the end. */
const LONG = 110;
const PART = 45;

/** Marks every tab stop and keeps how it looks without focus. */
function prepareInPage() {
  const PROPERTIES = ['outlineStyle', 'outlineWidth', 'outlineColor', 'boxShadow', 'borderTopColor', 'borderTopWidth', 'borderBottomColor', 'borderBottomWidth', 'borderLeftColor', 'borderLeftWidth'];
  window.lookOf = (element) => {
    const parts = [[element, null], [element, '::before'], [element, '::after'], [element.parentElement, null]];
    for (const label of element.labels ?? []) parts.push([label, null], [label, '::before'], [label, '::after']);
    if (element.localName === 'a' && element.closest('.card')) parts.push([element.closest('.card'), null]);
    return parts.filter(([part]) => part).map(([part, pseudo]) => {
      const style = getComputedStyle(part, pseudo);
      const look = PROPERTIES.map((property) => style[property]);
      // An outline that is not drawn changes nothing.
      if (style.outlineStyle === 'none' || Number.parseFloat(style.outlineWidth) < 1 || /^rgba\(.+, 0\)$|transparent/.test(style.outlineColor)) look.splice(0, 3, 'none', '0', '');
      return look.join('|');
    });
  };
  const all = [...document.querySelectorAll('a[href], area[href], button, input:not([type="hidden"]), select, textarea, summary, iframe, video[controls], audio[controls], [tabindex], [contenteditable="true"]')].filter((element) => {
    if (element.tabIndex < 0 || element.disabled || element.closest('[inert]') || element.matches(':disabled')) return false;
    if (element.localName === 'summary' && element.parentElement.querySelector('summary') !== element) return false;
    return element.checkVisibility({ visibilityProperty: true });
  });
  const groups = new Set();
  window.stops = all.filter((element) => {
    if (element.type !== 'radio' || !element.name) return true;
    const key = `${element.form ? [...document.forms].indexOf(element.form) : ''}/${element.name}`;
    if (groups.has(key)) return false;
    groups.add(key);
    return true;
  });
  window.plain = new Map(all.map((element) => [element, window.lookOf(element)]));
  return { count: window.stops.length, positive: all.filter((element) => element.tabIndex > 0).map((element) => nameOf(element)) };
}

/** What can be said of the element that has the focus now. */
async function stopInPage() {
  await new Promise((resolve) => requestAnimationFrame(() => resolve()));
  const element = document.activeElement;
  if (!element || element === document.body || element === document.documentElement) return { end: true };
  const faults = [];
  let index = window.stops.indexOf(element);
  if (index < 0 && element.type === 'radio') index = window.stops.findIndex((stop) => stop.type === 'radio' && stop.name === element.name && stop.form === element.form);

  const before = window.plain.get(element);
  const now = window.lookOf(element);
  if (before && before.every((look, i) => look === now[i])) faults.push('focus cannot be seen');

  const own = (hit) => hit && (hit === element || element.contains(hit) || hit.contains(element) || [...(element.labels ?? [])].some((label) => label.contains(hit)));
  const visible = [...(element.labels ?? [])].filter((label) => getComputedStyle(element).opacity === '0' && label.checkVisibility());
  const rects = [...(visible[0] ?? element).getClientRects()].filter((rect) => rect.width > 1 && rect.height > 1);
  const bounds = element.getBoundingClientRect();
  if (rects.length === 0) faults.push('has the focus but no place on the screen');
  // Of a box for long texts the first lines are where one writes: a browser brings those into sight.
  const tall = bounds.height > innerHeight * 0.8 || (element.matches('textarea') && bounds.top >= 0 && bounds.top < innerHeight - 44);
  let frame = { left: 0, right: document.documentElement.clientWidth };
  for (let box = element.parentElement; box && box !== document.body; box = box.parentElement) {
    if (getComputedStyle(box).overflowX !== 'visible') {
      const edge = box.getBoundingClientRect();
      frame = { left: Math.max(frame.left, edge.left), right: Math.min(frame.right, edge.right) };
    }
  }
  for (const rect of rects) {
    if (rect.left < frame.left - 1 || rect.right > frame.right + 1) {
      faults.push('partly out of sight sideways');
      break;
    }
    if (!tall && (rect.bottom > innerHeight + 1 || rect.top < -1)) {
      faults.push(`outside the window: ${Math.round(rect.top)}–${Math.round(rect.bottom)} of ${innerHeight}`);
      continue;
    }
    const inset = (size) => Math.min(4, size / 3);
    const x = [rect.left + inset(rect.width), rect.left + rect.width / 2, rect.right - inset(rect.width)];
    const y = [rect.top + inset(rect.height), rect.top + rect.height / 2, rect.bottom - inset(rect.height)];
    for (const [px, py] of [[x[1], y[1]], [x[0], y[0]], [x[2], y[0]], [x[0], y[2]], [x[2], y[2]]]) {
      if (px < 0 || py < 0 || px >= innerWidth || py >= innerHeight) continue;
      const hit = document.elementFromPoint(px, py);
      if (!own(hit)) {
        faults.push(`covered by ${nameOf(hit)}`);
        break;
      }
    }
  }
  let fixed = false;
  for (let box = element; box; box = box.parentElement) if (/fixed|sticky/.test(getComputedStyle(box).position)) fixed = true;
  return {
    index,
    name: nameOf(element),
    faults,
    fixed,
    left: bounds.left + scrollX,
    right: bounds.right + scrollX,
    top: bounds.top + scrollY,
    bottom: bounds.bottom + scrollY,
  };
}

async function walk(page, count, from) {
  const faults = [];
  const seen = new Set();
  let last;
  for (let step = 0; step < count + 5; step += 1) {
    await page.keyboard.press('Tab');
    const stop = await page.evaluate(stopInPage);
    if (stop.end) break;
    if (seen.has(stop.name + stop.index)) {
      if (stop.index === last.index) faults.push(`Tab does not leave ${stop.name}`);
      break;
    }
    seen.add(stop.name + stop.index);
    for (const fault of stop.faults) faults.push(`${fault}: ${stop.name}`);
    // Reading goes down, or up to the next column on the right; never up and back.
    if (last && !stop.fixed && !last.fixed && stop.bottom <= last.top + 1 && stop.right <= last.left + 1) faults.push(`goes back up: from ${last.name} to ${stop.name}`);
    const sameRow = last && Math.min(stop.bottom, last.bottom) - Math.max(stop.top, last.top) > 0.6 * Math.max(stop.bottom - stop.top, last.bottom - last.top);
    if (sameRow && !stop.fixed && !last.fixed && stop.right <= last.left + 1) faults.push(`goes back left: from ${last.name} to ${stop.name}`);
    if (last && stop.index >= 0 && last.index >= 0 && stop.index < last.index) faults.push(`comes before in the page: ${stop.name} after ${last.name}`);
    last = stop;
  }
  const reached = last?.index ?? -1;
  if (from !== undefined && reached < from + count - 1) faults.push(`the walk stopped at ${last?.name ?? 'the start'}: ${from + count - 1 - reached} stops were never reached`);
  return { faults, seen: seen.size };
}

for (const kind of KINDS) {
  test(`${kind.name}: Tab reaches everything and is always seen`, async ({ page }, info) => {
    await names(page);
    // Odd kinds narrow, even ones wide: a header that sticks or folds shows its faults in both.
    const width = info.project.metadata.width ?? (KINDS.indexOf(kind) % 2 === 0 ? 1280 : 360);
    await visit(page, kind, { width, media: { colorScheme: KINDS.indexOf(kind) % 4 < 2 ? 'light' : 'dark' } });
    const { count, positive } = await page.evaluate(prepareInPage);
    const faults = positive.map((name) => `tabindex over 0: ${name}`);
    if (count <= LONG) {
      faults.push(...(await walk(page, count, 0)).faults);
    } else {
      faults.push(...(await walk(page, PART)).faults);
      await page.evaluate((index) => window.stops[index].focus({ focusVisible: true }), count - PART - 1);
      faults.push(...(await walk(page, PART, count - PART)).faults);
    }
    none([...new Set(faults)], `keyboard, ${width} px`);
  });
}

for (const [kind, width] of [[KINDS[0], 360], [KINDS[0], 1280], [KINDS.find(({ name }) => name === 'servizio'), 360]]) {
  test(`${kind.name} ${width}: the skip link comes first and skips`, async ({ page }) => {
    await names(page);
    await visit(page, kind, { width });
    await page.keyboard.press('Tab');
    const link = await page.evaluate(() => {
      const element = document.activeElement;
      const rect = element.getBoundingClientRect();
      return { href: element.getAttribute('href'), name: nameOf(element), shown: rect.width > 20 && rect.height > 20 && rect.top >= 0 && rect.left >= 0 && element.contains(document.elementFromPoint(rect.left + rect.width / 2, rect.top + rect.height / 2)) };
    });
    const faults = [];
    if (!link.href?.startsWith('#')) throw new Error(`the first stop is ${link.name}, no skip link`);
    if (!link.shown) faults.push(`${link.name} has the focus and is not seen`);
    await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
    const after = await page.evaluate((id) => ({ inside: document.getElementById(id)?.contains(document.activeElement), main: document.querySelector('main').contains(document.activeElement), name: nameOf(document.activeElement) }), link.href.slice(1));
    if (!after.inside || !after.main) faults.push(`after ${link.href} the next stop is ${after.name}, outside the content`);
    none(faults, 'skip link');
  });
}

test('home: Shift+Tab walks back as Tab walked on', async ({ page }) => {
  await names(page);
  await visit(page, KINDS[0], { width: 1280 });
  await page.evaluate(prepareInPage);
  const on = [];
  for (let step = 0; step < 15; step += 1) {
    await page.keyboard.press('Tab');
    on.push((await page.evaluate(stopInPage)).index);
  }
  const back = [];
  for (let step = 0; step < 14; step += 1) {
    await page.keyboard.press('Shift+Tab');
    back.push((await page.evaluate(stopInPage)).index);
  }
  none(on.slice(0, -1).reverse().join() === back.join() ? [] : [`${on} and then ${back}`], 'the way back differs');
});
