// SPDX-License-Identifier: EUPL-1.2
// What readers ask of their system or do with a page: forced colours, less motion, printing.

import { KINDS } from './pagine.mjs';
import { expect, layoutFaultsInPage, names, none, openAllInPage, site, test, visit } from './attrezzi.mjs';

/** With forced colours: controls that have no edge, signs that are not drawn in a colour of the system. */
function forcedFaultsInPage() {
  const faults = [];
  const luminance = (colour) => {
    const [r, g, b] = colour.match(/[\d.]+/g).slice(0, 3).map((part) => {
      const c = Number(part) / 255;
      return c <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const contrast = (a, b) => {
    const [x, y] = [luminance(a), luminance(b)].sort((m, n) => n - m);
    return (x + 0.05) / (y + 0.05);
  };
  const clear = (colour) => /^rgba\(.+, 0\)$|transparent|^none$/.test(colour);
  const behind = (element) => {
    for (let box = element; box; box = box.parentElement) {
      const colour = getComputedStyle(box).backgroundColor;
      if (!clear(colour)) return colour;
    }
    const probe = document.createElement('i');
    probe.style.color = 'Canvas';
    document.body.append(probe);
    const colour = getComputedStyle(probe).color;
    probe.remove();
    return colour;
  };
  const edged = (element) => {
    const style = getComputedStyle(element);
    const around = behind(element.parentElement);
    const sides = ['Top', 'Right', 'Bottom', 'Left'].filter((side) => Number.parseFloat(style[`border${side}Width`]) >= 1 && style[`border${side}Style`] !== 'none' && contrast(style[`border${side}Color`], around) >= 3);
    return sides.length > 0 || (style.outlineStyle !== 'none' && Number.parseFloat(style.outlineWidth) >= 1) || contrast(behind(element), around) >= 3;
  };
  const shown = (element) => element.checkVisibility({ visibilityProperty: true, opacityProperty: true }) && element.getBoundingClientRect().width > 1;

  for (const element of document.querySelectorAll('input:not([type="hidden"]), select, textarea, button')) {
    if (!shown(element)) continue;
    const style = getComputedStyle(element);
    const native = style.appearance !== 'none' && element.matches('[type="radio"], [type="checkbox"], [type="range"], [type="file"]');
    const label = element.labels?.[0];
    // A frame around the field and its button is an edge too.
    const frame = element.parentElement;
    const framed = frame.getBoundingClientRect().height < element.getBoundingClientRect().height + 32 && edged(frame);
    if (!native && !edged(element) && !framed && !(label && edged(label))) {
      // A button that is only text or a sign needs no edge, if that can be seen (below).
      if (element.localName === 'button' && (element.innerText.trim() || element.querySelector('svg'))) continue;
      faults.push(`no edge: ${nameOf(element)}`);
    }
  }
  for (const element of document.querySelectorAll('.btn, [class*="btn-"]')) {
    if (element.localName === 'a' && shown(element) && !edged(element) && !getComputedStyle(element).textDecorationLine.includes('underline')) faults.push(`a button without an edge: ${nameOf(element)}`);
  }
  // The page one is on must be told by more than a background.
  for (const element of document.querySelectorAll('nav [aria-current]')) {
    const twin = [...(element.closest('ul, ol')?.querySelectorAll('a:not([aria-current])') ?? [])][0];
    if (!shown(element) || !twin || element.localName !== 'a') continue;
    const look = (e) => ['borderTopWidth', 'borderBottomWidth', 'borderLeftWidth', 'borderBottomColor', 'borderBottomStyle', 'textDecorationLine', 'fontWeight', 'outlineStyle', 'color'].map((p) => getComputedStyle(e)[p]).join('|');
    if (look(element) === look(twin)) faults.push(`nothing tells the current entry: ${nameOf(element)}`);
  }
  // Drawn signs that say something no text beside them says follow the colours of the system.
  for (const svg of document.querySelectorAll('a svg, button svg, summary svg, label svg, svg[role="img"], svg[aria-label]')) {
    const owner = svg.closest('a, button, summary, label');
    if (!shown(svg) || (owner && owner.innerText.trim())) continue;
    const back = behind(svg);
    const parts = [...svg.querySelectorAll('path, circle, rect, line, polyline, polygon, ellipse, use, g')].concat(svg);
    const drawn = parts.some((part) => {
      const style = getComputedStyle(part);
      return [style.fill, style.stroke].some((colour) => !clear(colour) && /^rgb/.test(colour) && contrast(colour, back) >= 3);
    });
    if (!drawn) faults.push(`a sign that cannot be seen: ${nameOf(owner ?? svg)}`);
  }
  for (const element of document.querySelectorAll('body *')) {
    for (const pseudo of [null, '::before', '::after']) {
      const style = getComputedStyle(element, pseudo);
      if ((style.maskImage ?? 'none') === 'none' || (pseudo && style.content === 'none') || !shown(element)) continue;
      if (contrast(clear(style.backgroundColor) ? behind(element) : style.backgroundColor, behind(pseudo ? element : element.parentElement)) < 3) faults.push(`a mask that cannot be seen: ${nameOf(element)}${pseudo ?? ''}`);
    }
  }
  return faults;
}

for (const kind of KINDS) {
  test(`${kind.name}: forced colours, less motion, print`, async ({ page }) => {
    await names(page);
    const faults = [];

    // Less motion: nothing moves, now or on a change of state.
    await visit(page, kind, { width: 1280, media: { reducedMotion: 'reduce' } });
    faults.push(
      ...(await page.evaluate(() => {
        const moving = document.getAnimations().map((animation) => `less motion: ${animation.animationName ?? animation.transitionProperty ?? 'an animation'} runs on ${nameOf(animation.effect?.target)}`);
        const seconds = (list) => Math.max(...list.split(',').map((part) => (part.includes('ms') ? Number.parseFloat(part) / 1000 : Number.parseFloat(part))));
        if (getComputedStyle(document.documentElement).scrollBehavior === 'smooth') moving.push('less motion: scrolling is smooth');
        for (const element of document.querySelectorAll('body *')) {
          for (const pseudo of [null, '::before', '::after']) {
            const style = getComputedStyle(element, pseudo);
            if (seconds(style.transitionDuration) > 0.011 && !/^(color|background-color|border-color|outline-color|none)(, |$)/.test(style.transitionProperty)) moving.push(`less motion: ${style.transitionProperty} takes ${style.transitionDuration} on ${nameOf(element)}${pseudo ?? ''}`);
            if (style.animationName !== 'none' && seconds(style.animationDuration) > 0.011) moving.push(`less motion: ${style.animationName} on ${nameOf(element)}${pseudo ?? ''}`);
          }
        }
        return moving;
      })),
    );

    // Forced colours, on black: where drawings in a fixed dark colour vanish.
    await page.emulateMedia({ forcedColors: 'active', colorScheme: 'dark' });
    await page.evaluate(openAllInPage);
    faults.push(...(await page.evaluate(forcedFaultsInPage)).map((fault) => `forced colours: ${fault}`));
    for (let step = 0; step < 6; step += 1) {
      await page.keyboard.press('Tab');
      faults.push(
        ...(await page.evaluate(() => {
          const element = document.activeElement;
          if (element === document.body) return [];
          const seen = [element, element.parentElement, ...(element.labels ?? [])].some((part) => {
            const style = getComputedStyle(part);
            return style.outlineStyle !== 'none' && Number.parseFloat(style.outlineWidth) >= 2 && !/^rgba\(.+, 0\)$/.test(style.outlineColor);
          });
          return seen ? [] : [`forced colours: focus has no outline (shadows are not drawn there): ${nameOf(element)}`];
        })),
      );
    }

    // Paper, from a reader who likes it dark: white, the text whole, nothing to press.
    await page.emulateMedia({ forcedColors: 'none', media: 'print', colorScheme: 'dark' });
    await page.setViewportSize({ width: 720, height: 1000 });
    faults.push(
      ...(await page.evaluate(() => {
        const found = [];
        const shown = (element) => element.checkVisibility({ visibilityProperty: true, opacityProperty: true }) && element.getClientRects().length > 0;
        // A form that is the page itself may go on paper; what leads elsewhere or asks for a press may not.
        for (const element of document.querySelectorAll('nav, button, [role="search"], search, input[type="search"], [data-element="feedback"], header form, footer form, video')) if (shown(element)) found.push(`print: ${nameOf(element)} is printed`);
        const heading = document.querySelector('main h1');
        if (!heading || !shown(heading)) found.push('print: the title is not printed');
        if (document.querySelector('main').innerText.length < 100) found.push('print: the page is empty');
        const grey = (colour) => {
          const [r, g, b, a = 1] = colour.match(/[\d.]+/g).map(Number);
          return a === 0 ? 255 : 0.2126 * r + 0.7152 * g + 0.0722 * b;
        };
        for (const element of document.querySelectorAll('html, body, main')) if (grey(getComputedStyle(element).backgroundColor) < 240) found.push(`print: ${element.localName} has a dark background`);
        for (const element of document.querySelectorAll('main h1, main h2, main p, main li, main dd')) {
          if (shown(element) && grey(getComputedStyle(element).color) > 130) {
            found.push(`print: pale text: ${nameOf(element)}`);
            break;
          }
        }
        return found;
      })),
      ...(await page.evaluate(layoutFaultsInPage)).map((fault) => `print: ${fault}`),
    );
    none([...new Set(faults)], "readers' choices");
  });
}

test('nothing moves for ever, whatever the reader chose', async ({ page }) => {
  await names(page);
  const faults = [];
  for (const kind of KINDS.filter(({ name }) => ['home', 'servizio', 'tutorial', 'fumetto'].includes(name))) {
    await visit(page, kind, { media: { reducedMotion: 'no-preference' } });
    faults.push(...(await page.evaluate(() => document.getAnimations().filter((animation) => animation.effect.getComputedTiming().endTime > 5000).map((animation) => `${location.pathname}: ${nameOf(animation.effect.target)}`))));
  }
  none(faults, 'animations of more than five seconds');
});

test('with forced colours a chosen vote looks different from the others', async ({ page }) => {
  await visit(page, KINDS.find(({ name }) => name === 'servizio'), { width: 360, media: { forcedColors: 'active' } });
  const vote = page.locator('[data-element="feedback-rate-4"]');
  const target = (await vote.evaluate((element) => element.localName)) === 'input' ? vote.locator('xpath=..') : vote;
  await target.scrollIntoViewIfNeeded();
  const before = await target.screenshot();
  // Chosen by script: the focus ring must not be what differs.
  await page.evaluate(() => {
    document.querySelector('[name="voto"][value="4"]').checked = true;
  });
  expect(before.equals(await target.screenshot())).toBe(false);
});

test('a dark and a light look exist, and the browser is told', async ({ page }) => {
  await visit(page, KINDS[0], { media: { colorScheme: 'light' } });
  const colours = () => page.evaluate(() => ({ back: getComputedStyle(document.body).backgroundColor, scheme: getComputedStyle(document.documentElement).colorScheme }));
  const light = await colours();
  await page.emulateMedia({ colorScheme: 'dark' });
  const dark = await colours();
  const faults = [];
  if (light.back === dark.back) faults.push(`the page is ${light.back} in light and in dark`);
  if (!/dark/.test(dark.scheme)) faults.push(`color-scheme is “${dark.scheme}”: fields and scroll bars stay light`);
  none(faults, `dark look of ${site()}`);
});
