// SPDX-License-Identifier: EUPL-1.2
// Photos of a report go straight to where they are kept, one after the other: each is there when the page goes on.
// Without this script they come with the page, and then they may not weigh much.

const one = (selector, from = document) => from.querySelector(selector);
const add = (parent, tag, text) => Object.assign(parent.appendChild(document.createElement(tag)), { textContent: text });

const files = one('[data-dirette]');
const { form } = files;
const state = one('[data-stato-foto]', form);
const hidden = (name) => one(`input[type="hidden"][name="${name}"]`, form) ?? form.insertAdjacentElement('afterbegin', Object.assign(document.createElement('input'), { type: 'hidden', name }));
// A sentence of ours: what a browser says of a failure is neither Italian nor of any help.
class Told extends Error {}
const LOST = 'Una foto non è arrivata: riprova';
const ask = async (path) => {
  const reply = await fetch(`/api/v1/report-photos/${path}`, { method: 'POST' });
  const said = await reply.json();
  if (!reply.ok) throw new Told(said.errors?.[0]?.text ?? said.detail ?? LOST);
  return said;
};
const send = async (file) => {
  // As BYTES in imaging/src/photo.rs.
  if (file.size > 10 * 1024 * 1024) throw new Told('Una foto può pesare al massimo 10 MB');
  const leave = await ask('tickets');
  const body = new FormData();
  for (const [name, value] of Object.entries(leave.fields)) body.append(name, value);
  body.append(leave.file_field, file);
  const reply = await fetch(leave.url, { method: 'POST', body });
  if (!reply.ok) throw new Told(LOST);
  const { photo, position } = await ask(leave.photo);
  const names = hidden('foto');
  names.value = `${names.value} ${photo}`.trim();
  const where = hidden('posizione_foto');
  if (position && !where.value) where.value = `${position.latitude},${position.longitude}`;
  const item = add(one('.galleria', form) ?? files.insertAdjacentElement('beforebegin', Object.assign(document.createElement('ul'), { className: 'galleria' })), 'li', '');
  const number = names.value.split(' ').length;
  Object.assign(add(item, 'img', ''), { src: `/segnala/nuova/foto/${photo}/?piccola`, alt: `Foto ${number}` });
  Object.assign(add(item, 'button', `Togli la foto ${number}`), { className: 'btn btn-outline-primary btn-sm', name: 'passo', value: `togli-${number}` });
};
const keys = form.querySelectorAll('[type="submit"]');
files.addEventListener('change', async () => {
  const room = Number(files.dataset.dirette) - hidden('foto').value.split(' ').filter(Boolean).length;
  const chosen = [...files.files];
  // Who goes on meanwhile would leave photos behind.
  for (const key of keys) key.disabled = true;
  try {
    for (const [at, file] of chosen.slice(0, room).entries()) {
      state.textContent = `Mando la foto ${at + 1} di ${Math.min(chosen.length, room)}\u2026`;
      await send(file);
    }
    state.textContent = chosen.length > room ? `Puoi mandare al massimo ${files.dataset.dirette} foto.` : 'Le foto sono arrivate.';
  } catch (error) {
    state.textContent = `${error instanceof Told ? error.message : LOST}.`;
  }
  files.value = '';
  for (const key of keys) key.disabled = false;
});
