// SPDX-License-Identifier: EUPL-1.2
// Comforts of the booking pages, which all work without: the first free days on the page of what can be booked,
// a filter of the list, the time that is left of a held place, the list of errors under the eyes, the way back.
'use strict';

const one = (selector) => document.querySelector(selector);
const add = (parent, tag, text) => Object.assign(parent.appendChild(document.createElement(tag)), { textContent: text });

// --- The first free days, as links to their times. ---
const block = one('[data-primi-giorni]');
const SHOWN = 3;
// Days that one request may ask for.
const AHEAD = 30;
const WORDS = new Intl.DateTimeFormat('it-IT', { weekday: 'long', day: 'numeric', month: 'long', timeZone: 'UTC' });
const day = (time) => new Date(time).toISOString().slice(0, 10);

const fill = async () => {
  const { primiGiorni: api, pagina: page } = block.dataset;
  const reply = await fetch(`${api}?from=${day(Date.now())}&to=${day(Date.now() + AHEAD * 86_400_000)}`, { headers: { accept: 'application/json' } });
  if (!reply.ok) throw new Error(`${reply.status}`);
  const days = (await reply.json()).days.filter(({ free }) => free > 0).slice(0, SHOWN);
  const list = block.querySelector('ul');
  for (const { day: name, free } of days) {
    const link = add(add(list, 'li', ''), 'a', '');
    link.href = `${page}${name}/`;
    add(link, 'span', WORDS.format(new Date(`${name}T00:00:00Z`)));
    add(link, 'small', free === 1 ? '1 posto libero' : `${free} posti liberi`);
  }
  if (!days.length) list.replaceWith(add(block, 'p', `Nei prossimi ${AHEAD} giorni non ci sono posti liberi.`));
  block.hidden = false;
};
// Whoever waits for the days learns that they do not come.
const give = () => {
  block.querySelector('ul').replaceWith(add(block, 'p', 'Adesso non riusciamo a leggerli: scegli giorno e orario con il tasto qui sopra.'));
  block.hidden = false;
};
if (block) fill().catch(give);

// --- The list of what can be booked, as one types. ---
const filter = one('[data-filtro]');
if (filter) {
  const plain = (text) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
  const items = [...document.querySelectorAll('.gruppo li')].map((item) => ({ item, text: plain(item.textContent) }));
  filter.addEventListener('input', () => {
    const words = plain(filter.elements.q.value).split(/\s+/).filter(Boolean);
    let found = 0;
    for (const { item, text } of items) {
      item.hidden = !words.every((word) => text.includes(word));
      found += item.hidden ? 0 : 1;
    }
    for (const group of document.querySelectorAll('.gruppo')) group.hidden = !group.querySelector('li:not([hidden])');
    const said = found === 0 ? 'Nessun risultato: prova con un’altra parola.' : found === 1 ? '1 risultato' : `${found} risultati`;
    filter.querySelector('[role="status"]').textContent = words.length ? said : '';
  });
  filter.hidden = false;
}

// --- Errors first. ---
one('[data-fuoco]')?.focus();

// --- After the confirmation the way back leads to the booking, not to a form that asks to be sent again. ---
one('button[value="conferma"]')?.form.addEventListener('submit', (event) => {
  if (event.submitter?.value === 'conferma') history.replaceState(null, '', location.href);
});

// --- The clerk's day on paper. ---
const print = one('[data-stampa]');
if (print) {
  print.hidden = false;
  print.addEventListener('click', () => window.print());
}

// --- How long the place is still held; said aloud only when little is left. ---
const timer = one('[data-secondi]');
const left = timer?.querySelector('[data-resta]');
if (left) {
  const end = Date.now() + Number(timer.dataset.secondi) * 1000;
  const status = left.closest('[role="status"]');
  status.removeAttribute('role');
  let warned = false;
  const tick = () => {
    const seconds = Math.max(0, Math.round((end - Date.now()) / 1000));
    left.textContent = seconds >= 60 ? `${Math.floor(seconds / 60)} min ${String(seconds % 60).padStart(2, '0')} s` : `${seconds} secondi`;
    if (seconds <= 120 && !warned) {
      warned = true;
      status.setAttribute('role', 'status');
    } else if (warned && seconds < 118) {
      status.removeAttribute('role');
    }
    if (seconds === 0) {
      status.setAttribute('role', 'status');
      status.textContent = 'Il tempo è finito: se il posto è ancora libero, puoi confermare lo stesso.';
    } else {
      setTimeout(tick, 1000);
    }
  };
  tick();
}

// --- The pages of reports have comforts of their own. ---
if (one('[data-segnala]:not(script)')) import(one('script[data-segnala]').dataset.segnala).catch(() => {});
