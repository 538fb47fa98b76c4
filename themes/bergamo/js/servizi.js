// SPDX-License-Identifier: EUPL-1.2
// The list of services: the button brings the services of the next category, from its own page.
'use strict';

const place = document.querySelector('[data-altri-servizi]');
const button = place.querySelector('button');
const status = place.querySelector('[role="status"]');
const left = [...document.querySelectorAll('[data-element="service-category-link"]')];

const more = async () => {
  const category = left[0];
  const reply = await fetch(category.href);
  if (!reply.ok) throw new Error(`${reply.status}`);
  const page = new DOMParser().parseFromString(await reply.text(), 'text/html');
  const links = [...page.querySelectorAll('main .elenco-voci a')];
  const title = Object.assign(document.createElement('h3'), { textContent: category.textContent });
  const list = Object.assign(document.createElement('ul'), { className: 'list-unstyled elenco-voci due-colonne' });
  for (const { pathname, textContent } of links) {
    const link = Object.assign(document.createElement('a'), { href: pathname, textContent });
    link.dataset.element = 'service-link';
    list.appendChild(document.createElement('li')).append(link);
  }
  button.parentElement.before(title, list);
  status.textContent = `${category.textContent}: ${links.length} servizi in più`;
  left.shift();
  button.hidden = left.length === 0;
};

button.hidden = left.length === 0;
button.addEventListener('click', async () => {
  button.disabled = true;
  await more().catch(() => { status.textContent = 'Adesso non si possono leggere: apri la categoria qui sopra.'; });
  button.disabled = false;
});
