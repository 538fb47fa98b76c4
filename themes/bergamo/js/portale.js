// SPDX-License-Identifier: EUPL-1.2
// Small comforts; every page works without. Whether an office is open now, which part of a sheet is being read.
'use strict';

// --- Open now? The time that counts is the town's, wherever the reader is. ---
const TOWN = new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/Rome', weekday: 'short', year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
const DAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];
// As in model/src/holidays.rs; the feast of the patron stands in the page.
const HOLIDAYS = ['01-01', '01-06', '04-25', '05-01', '06-02', '08-15', '10-04', '11-01', '12-08', '12-25', '12-26', document.body.dataset.patrono];

const now = (date) => {
  const part = Object.fromEntries(TOWN.formatToParts(date).map(({ type, value }) => [type, value]));
  return { day: DAYS.indexOf(part.weekday) + 1, date: `${part.year}-${part.month}-${part.day}`, time: `${part.hour}:${part.minute}` };
};

// Easter and the day after, by the rule of Gauss for the years 1900-2099.
const easter = (year) => {
  const d = (19 * (year % 19) + 24) % 30;
  const e = (2 * (year % 4) + 4 * (year % 7) + 6 * d + 5) % 7;
  const days = d + e - (d === 29 && e === 6 || d === 28 && e === 6 && year % 19 > 10 ? 7 : 0);
  return [0, 1].map((after) => new Date(Date.UTC(year, 2, 22 + days + after)).toISOString().slice(5, 10));
};
const isHoliday = (date) => [...HOLIDAYS, ...easter(Number(date.slice(0, 4)))].includes(date.slice(5));

const hours = (block) => {
  const { day, date, time } = now(new Date());
  const rows = [...block.querySelectorAll('[data-giorno]')];
  const rowOf = (number) => rows.find((one) => Number(one.dataset.giorno) === number);
  const row = rowOf(day);
  row?.setAttribute('aria-current', 'date');
  const closures = [...(block.closest('section') ?? block).querySelectorAll('[data-dal]')];
  const isShut = (on) => closures.some(({ dataset }) => dataset.dal <= on && on <= dataset.al);
  const ranges = (one) => (one?.dataset.orari || '').split(',').filter(Boolean).map((range) => range.split('-'));
  const open = ranges(row).find(([from, to]) => from <= time && time < to);
  const later = ranges(row).find(([from]) => time < from);
  const state = block.querySelector('.stato-orari');
  const say = (kind, text) => { state.dataset.stato = kind; state.textContent = text; };
  if (isShut(date)) return say('chiuso', 'Oggi chiuso');
  if (isHoliday(date)) return say('chiuso', 'Oggi è festa: può essere chiuso');
  if (open) return say('aperto', `Aperto ora, chiude alle ${open[1]}`);
  if (later) return say('chiuso', `Chiuso ora, apre alle ${later[0]}`);
  // Days are counted at noon, which no change of the clock moves to another day.
  for (let ahead = 1; ahead < 31; ahead += 1) {
    const noon = new Date(Date.parse(`${date}T12:00Z`) + ahead * 864e5);
    const on = noon.toISOString().slice(0, 10);
    const next = rowOf((day + ahead - 1) % 7 + 1);
    const [first] = ranges(next);
    if (!first || isShut(on) || isHoliday(on)) continue;
    const name = ahead < 7 ? next.querySelector('th').textContent : noon.toLocaleDateString('it', { timeZone: 'UTC', weekday: 'long', day: 'numeric', month: 'long' });
    return say('chiuso', `Chiuso ora, apre ${ahead === 1 ? 'domani' : name} alle ${first[0]}`);
  }
};
document.querySelectorAll('.orari-blocco').forEach(hours);

// --- The part of a sheet that is being read is marked in the index. ---
const links = new Map([...document.querySelectorAll('.indice a')].map((link) => [link.hash.slice(1), link]));
if (links.size) {
  const seen = new Set();
  const watch = new IntersectionObserver((entries) => {
    for (const { target, isIntersecting } of entries) seen[isIntersecting ? 'add' : 'delete'](target.id);
    const first = [...links.keys()].find((id) => seen.has(id));
    if (!first) return;
    for (const [id, link] of links) {
      if (id === first) link.setAttribute('aria-current', 'location');
      else link.removeAttribute('aria-current');
    }
  }, { rootMargin: '-25% 0px -74%' });
  for (const id of links.keys()) {
    const section = document.getElementById(id);
    if (section) watch.observe(section);
  }
  // On small screens the index closes when a part is chosen.
  const details = document.querySelector('.indice details');
  details.addEventListener('click', ({ target }) => { if (target.closest('a')) details.open = false; });
}

// --- A question that is asked for by its address is open. ---
const reveal = () => {
  let id = '';
  // An address may be cut in the middle of an escape.
  try { id = decodeURIComponent(location.hash.slice(1)); } catch { return; }
  const target = document.getElementById(id);
  if (target instanceof HTMLDetailsElement) { target.open = true; target.scrollIntoView(); }
};
addEventListener('hashchange', reveal);
reveal();

// --- The search comes when someone is about to use it: when its field gets the focus, or the address has a question. ---
for (const form of document.querySelectorAll('form[data-cerca]')) {
  // The index below waits until it is known whether results take its place.
  const index = form.parentElement.querySelector('[data-senza-ricerca]');
  const settle = () => { if (index) index.dataset.pronto = ''; };
  const bring = () => import(form.dataset.cerca).then(({ attiva }) => attiva(form)).catch(() => {}).then(settle);
  const asked = 'indirizzo' in form.dataset && new URLSearchParams(location.search).get('q');
  if (!asked) settle();
  if (asked) bring();
  else if (document.activeElement === form.elements.q) bring();
  else form.addEventListener('focusin', bring, { once: true });
}
