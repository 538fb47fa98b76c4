// SPDX-License-Identifier: EUPL-1.2
// Comforts of the booking pages, which all work without: the first free days on the page of what can be booked,
// the time that is left of a held place, the list of errors under the eyes.
'use strict';

// --- The first free days, as links to their times. ---
const block = document.querySelector('[data-primi-giorni]');
const SHOWN = 3;
const WORDS = new Intl.DateTimeFormat('it-IT', { weekday: 'long', day: 'numeric', month: 'long', timeZone: 'UTC' });
const iso = (date) => date.toISOString().slice(0, 10);

const fill = async () => {
  const { primiGiorni: api, pagina: page } = block.dataset;
  const today = new Date();
  const last = new Date(today.getTime() + 30 * 86_400_000);
  const reply = await fetch(`${api}?from=${iso(today)}&to=${iso(last)}`, { headers: { accept: 'application/json' } });
  if (!reply.ok) return;
  const free = new Map();
  for (const { day, free: places } of (await reply.json()).slots) free.set(day, (free.get(day) ?? 0) + places.length);
  const days = [...free].filter(([, count]) => count > 0).slice(0, SHOWN);
  if (!days.length) return;
  const list = block.querySelector('ul');
  for (const [day, count] of days) {
    const link = document.createElement('a');
    link.href = `${page}${day}/`;
    const [name, number] = ['span', 'small'].map((tag) => link.appendChild(document.createElement(tag)));
    name.textContent = WORDS.format(new Date(`${day}T00:00:00Z`));
    number.textContent = count === 1 ? '1 posto libero' : `${count} posti liberi`;
    list.appendChild(document.createElement('li')).append(link);
  }
  block.hidden = false;
};
if (block) fill().catch(() => {});

// --- Errors first. ---
document.querySelector('[data-fuoco]')?.focus();

// --- How long the place is still held; said aloud only when little is left. ---
const timer = document.querySelector('[data-scade]');
const left = timer?.querySelector('[data-resta]');
if (left) {
  const end = Date.parse(timer.dataset.scade);
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
