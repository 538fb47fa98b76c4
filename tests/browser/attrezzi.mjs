// SPDX-License-Identifier: EUPL-1.2
// What the specs share: opening a kind of page, saying what is wrong, and the functions that measure inside the page.
// A function whose name ends in `InPage` runs in the browser and must not use anything outside itself.

import { test } from '@playwright/test';

export { expect, test } from '@playwright/test';

/** The base address of the site under test. */
export const site = () => process.env.SITO;

/** Opens a kind of page as a visitor with these settings would see it. */
export async function visit(page, kind, settings = {}) {
  const { width = 1280, height = width < 700 ? 740 : 900, media = {}, wait = 'load', script = true } = settings;
  await page.setViewportSize({ width, height });
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce', ...media });
  const response = await page.goto(site() + kind.url, { waitUntil: wait });
  const wanted = kind.status ?? 200;
  if (response.status() !== wanted) throw new Error(`${kind.url} answered ${response.status()}, not ${wanted}`);
  if (kind.ready && script) await page.locator(kind.ready).first().waitFor();
  return response;
}

/** Fails with a list when there is anything in it. */
export function none(faults, what) {
  if (faults.length === 0) return;
  const shown = faults.slice(0, 25).map((fault) => `  - ${fault}`);
  if (faults.length > shown.length) shown.push(`  … and ${faults.length - shown.length} more`);
  const error = new Error(`${what}: ${faults.length}\n${shown.join('\n')}`);
  error.stack = error.message;
  throw error;
}

/** A figure for the table at the end of the run. */
export function measured(table, row, value) {
  test.info().annotations.push({ type: 'misura', description: JSON.stringify([table, row, value]) });
}

/** Puts a short path to an element, `window.nameOf`, into every page: faults say which element they mean. */
export async function names(page) {
  await page.addInitScript(() => {
    window.nameOf = (element) => {
      if (!element || element === document.body) return 'body';
      const one = (e) => {
        const data = e.getAttribute('data-element');
        if (data) return `[data-element="${data}"]`;
        if (e.id) return `#${e.id}`;
        const classes = [...e.classList].slice(0, 2).map((c) => `.${c}`).join('');
        return e.localName + classes;
      };
      const parts = [];
      for (let e = element; e && e !== document.body && parts.length < 4; e = e.parentElement) {
        parts.unshift(one(e));
        if (parts[0].startsWith('#') || parts[0].startsWith('[')) break;
      }
      const text = (element.innerText || element.getAttribute('aria-label') || element.value || '').trim().replace(/\s+/g, ' ');
      return parts.join(' > ') + (text ? ` «${text.length > 30 ? `${text.slice(0, 29)}…` : text}»` : '');
    };
  });
}

/** Opens what can be opened, so that hidden text is measured too. */
export function openAllInPage() {
  for (const details of document.querySelectorAll('details')) {
    details.removeAttribute('name');
    details.open = true;
  }
  document.querySelector('[data-element="feedback"] input[name="voto"][value="5"]')?.click();
}

/** Adds a style as a reader's own style sheet would; a constructed sheet is outside the policy of the page. */
export function restyleInPage(css) {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
}

/**
 * Text and controls that cannot be read whole: outside the window, cut by a box, or one upon the other.
 * Tables and code may scroll sideways in their own box (WCAG 1.4.10 excepts them).
 */
export function layoutFaultsInPage() {
  const faults = [];
  const wide = document.documentElement.clientWidth;
  window.scrollTo(0, 0);
  if (document.documentElement.scrollWidth > wide + 1) {
    faults.push(`the page scrolls sideways: ${document.documentElement.scrollWidth} px in ${wide}`);
  }

  const styles = new Map();
  const styleOf = (element) => {
    if (!styles.has(element)) styles.set(element, getComputedStyle(element));
    return styles.get(element);
  };
  const hiddenByClip = (element) => {
    const style = styleOf(element);
    if (/inset\((50|100)%/.test(style.clipPath) || /^rect\((0|1)px,? (0|1)px/.test(style.clip)) return true;
    return style.overflow !== 'visible' && (element.clientWidth <= 1 || element.clientHeight <= 1);
  };
  const seen = new Set();
  const say = (text) => {
    if (!seen.has(text)) faults.push(text);
    seen.add(text);
  };

  /** Where a box is, as its ancestors let it be seen; undefined when it is meant to be out of sight. */
  const inspect = (element, rect) => {
    let fixed = false;
    let scroller;
    for (let box = element; box && box !== document.documentElement; box = box.parentElement) {
      const style = styleOf(box);
      if (hiddenByClip(box)) return undefined;
      if (style.position === 'fixed') fixed = true;
      if (box === element && box.matches('input, select, textarea, img, svg, video')) continue;
      const scrolls = /auto|scroll/;
      const cuts = /hidden|clip/;
      const edge = box.getBoundingClientRect();
      if (scrolls.test(style.overflowX) && box.scrollWidth > box.clientWidth + 1) scroller ??= box;
      if (box === document.body || scroller) continue;
      if (cuts.test(style.overflowX) && (rect.right > edge.right + 1.5 || rect.left < edge.left - 1.5)) say(`cut sideways by ${nameOf(box)}: ${nameOf(element)}`);
      if (cuts.test(style.overflowY) && (rect.bottom > edge.bottom + rect.height * 0.3 || rect.top < edge.top - rect.height * 0.3)) say(`cut below by ${nameOf(box)}: ${nameOf(element)}`);
    }
    if (scroller && !scroller.querySelector('table, pre') && !scroller.matches('pre, table')) say(`scrolls sideways, and is no table: ${nameOf(scroller)}`);
    if (!scroller && (rect.right > wide + 1.5 || rect.left < -1.5)) say(`outside the window (${Math.round(rect.left)}–${Math.round(rect.right)} of ${wide}): ${nameOf(element)}`);
    return { fixed, scroller };
  };

  const seenAs = { opacityProperty: true, visibilityProperty: true, contentVisibilityAuto: true };
  const items = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const element = node.parentElement;
    if (!node.data.trim() || element.closest('svg, script, style, noscript, template, select, textarea, datalist')) continue;
    if (!element.checkVisibility(seenAs)) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    for (const rect of range.getClientRects()) {
      if (rect.width < 1.5 || rect.height < 1.5) continue;
      const place = inspect(element, rect);
      if (!place) break;
      // Glyph boxes are taller than letters: a quarter above and below may touch the next line.
      if (!place.fixed && !place.scroller) items.push({ node, element, left: rect.left + 1, right: rect.right - 1, top: rect.top + rect.height / 4, bottom: rect.bottom - rect.height / 4 });
    }
  }
  for (const element of document.querySelectorAll('input:not([type="hidden"]), select, textarea, button, img, video, svg')) {
    if (!element.checkVisibility(seenAs)) continue;
    const rect = element.getBoundingClientRect();
    if (rect.width < 1.5 || rect.height < 1.5) continue;
    if (element.closest('svg') !== null && element.localName !== 'svg') continue;
    if (element.matches('svg, img') && element.closest('[aria-hidden="true"]')) continue;
    const place = inspect(element, rect);
    if (place && !place.fixed && !place.scroller && element.matches('input, select, textarea') && styleOf(element).opacity !== '0') {
      items.push({ node: element, element, control: true, left: rect.left, right: rect.right, top: rect.top, bottom: rect.bottom });
    }
  }

  items.sort((a, b) => a.top - b.top);
  for (let i = 0; i < items.length; i += 1) {
    const a = items[i];
    for (let j = i + 1; j < items.length && items[j].top < a.bottom; j += 1) {
      const b = items[j];
      if (a.node === b.node) continue;
      if ((a.control && a.element.labels && [...a.element.labels].some((l) => l.contains(b.element))) || (b.control && b.element.labels && [...b.element.labels].some((l) => l.contains(a.element)))) continue;
      const across = Math.min(a.right, b.right) - Math.max(a.left, b.left);
      const down = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
      if (across > 3 && down > 2) say(`one upon the other: ${nameOf(a.element)} and ${nameOf(b.element)}`);
    }
  }
  return faults;
}

/** Targets under 24 px that no exception of WCAG 2.5.8 covers: inline in a sentence, enough room around, same link elsewhere. */
export function smallTargetsInPage() {
  const SIZE = 24;
  const list = [];
  for (const element of document.querySelectorAll('a[href], button, input:not([type="hidden"]), select, textarea, summary, [role="button"], [role="link"], [role="tab"], [tabindex="0"]')) {
    if (!element.checkVisibility({ opacityProperty: false, visibilityProperty: true }) || element.disabled) continue;
    let rect = element.getBoundingClientRect();
    const style = getComputedStyle(element);
    if (rect.width <= 1 || rect.height <= 1 || /inset\((50|100)%/.test(style.clipPath)) continue;
    if (element.matches('[type="radio"], [type="checkbox"]')) {
      for (const label of element.labels) {
        const box = label.getBoundingClientRect();
        if (box.width * box.height > rect.width * rect.height) rect = box;
      }
    }
    list.push({ element, rect, small: rect.width < SIZE - 0.5 || rect.height < SIZE - 0.5, x: rect.left + rect.width / 2, y: rect.top + rect.height / 2 });
  }
  const inSentence = ({ element }) => {
    if (!element.matches('a') || !getComputedStyle(element).display.startsWith('inline')) return false;
    let block = element.parentElement;
    while (getComputedStyle(block).display === 'inline') block = block.parentElement;
    if (/flex|grid/.test(getComputedStyle(block).display)) return false;
    let around = '';
    for (const node of block.childNodes) if (!node.contains(element)) around += node.textContent;
    return /[\p{L}\d]/u.test(around);
  };
  const faults = [];
  for (const target of list) {
    if (!target.small || inSentence(target)) continue;
    const near = list.find((other) => {
      if (other === target || other.element.contains(target.element) || target.element.contains(other.element)) return false;
      if (other.small) return Math.hypot(other.x - target.x, other.y - target.y) < SIZE - 0.5;
      const dx = Math.max(other.rect.left - target.x, 0, target.x - other.rect.right);
      const dy = Math.max(other.rect.top - target.y, 0, target.y - other.rect.bottom);
      return Math.hypot(dx, dy) < SIZE / 2 - 0.5;
    });
    if (near) faults.push(`${Math.round(target.rect.width)}×${Math.round(target.rect.height)} px, too near to ${nameOf(near.element)}: ${nameOf(target.element)}`);
  }
  return faults;
}
