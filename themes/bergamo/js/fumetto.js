// SPDX-License-Identifier: EUPL-1.2
// The reader of a comic, one panel at a time, and the chapters of its film. The page is complete without.
'use strict';

const comic = document.querySelector('.fumetto');
const panels = [...comic.querySelectorAll('.vignetta')];
const controls = comic.querySelector('.comandi');
const mode = controls.querySelector('[data-modo]');
const steps = [...controls.querySelectorAll('[data-passo]')];
const status = controls.querySelector('[role="status"]');
let at = Math.max(0, panels.findIndex(({ id }) => `#${id}` === location.hash));
let single = false;

// The focus stays on the button; what is shown is said.
const show = (number) => {
  at = Math.min(panels.length - 1, Math.max(0, number));
  panels.forEach((panel, place) => panel.classList.toggle('attiva', place === at));
  for (const step of steps) step.setAttribute('aria-disabled', at + Number(step.dataset.passo) < 0 || at + Number(step.dataset.passo) >= panels.length);
  status.textContent = `Vignetta ${at + 1} di ${panels.length}: ${panels[at].querySelector('h3').lastChild.textContent.trim()}`;
  history.replaceState(null, '', `#${panels[at].id}`);
};
const choose = (on) => {
  single = on;
  mode.setAttribute('aria-pressed', on);
  comic.classList.toggle('una-alla-volta', on);
  for (const step of steps) step.hidden = !on;
  if (on) show(at);
  else status.textContent = '';
};
mode.addEventListener('click', () => choose(!single));
for (const step of steps) {
  step.hidden = true;
  step.addEventListener('click', () => {
    if (step.getAttribute('aria-disabled') !== 'true') show(at + Number(step.dataset.passo));
  });
}
// Keys count only inside the comic and without others held down (WCAG 2.1.4).
comic.addEventListener('keydown', (event) => {
  const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: panels.length - 1 }[event.key];
  if (!single || to === undefined || event.ctrlKey || event.altKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  show(to);
});
controls.hidden = false;

const film = document.querySelector('.film video');
if (film) {
  const start = Number(new URLSearchParams(location.search).get('t'));
  if (start > 0) film.currentTime = start;
  for (const link of document.querySelectorAll('[data-t]')) {
    link.addEventListener('click', (event) => {
      event.preventDefault();
      film.currentTime = Number(link.dataset.t);
      film.focus();
      // A browser may refuse to play; then the controls are there.
      film.play().catch(() => {});
    });
  }
}
