// SPDX-License-Identifier: EUPL-1.2
// Comforts of the pages of reports, which all work without: the position of the device, a point of a map, photos
// sent straight to where they are kept, the newest reports on the first page. Nothing of anybody else is loaded
// before somebody asks for it.

const one = (selector, from = document) => from.querySelector(selector);
const add = (parent, tag, text) => Object.assign(parent.appendChild(document.createElement(tag)), { textContent: text });

// --- Where: from the device, or from the map. ---
const place = one('[data-luogo]');
if (place) {
  const field = one('input[name="posizione"]', place);
  const state = one('[data-stato]', place);
  const say = (text) => { state.textContent = text; };
  const put = (latitude, longitude, how) => {
    field.value = `${latitude.toFixed(6)},${longitude.toFixed(6)}`;
    say(`Posizione presa ${how}: ${field.value}.`);
  };
  for (const hidden of place.querySelectorAll('[data-con-script]')) hidden.hidden = false;
  const button = one('[data-prendi]', place);
  const REASONS = { 1: 'Non hai dato il permesso di usare la posizione: scrivi la via.', 3: 'La posizione non arriva: scrivi la via, o riprova.' };
  button.addEventListener('click', () => {
    if (!navigator.geolocation) return say('Questo apparecchio non sa dov\u2019è: scrivi la via.');
    say('Cerco la posizione\u2026');
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => put(coords.latitude, coords.longitude, `(circa ${Math.round(coords.accuracy)} metri)`),
      ({ code }) => say(REASONS[code] ?? 'La posizione non si trova: scrivi la via.'),
      { enableHighAccuracy: true, timeout: 15_000, maximumAge: 60_000 },
    );
  });

  const map = one('[data-mappa]', place);
  const library = one('script[data-leaflet]')?.dataset;
  if (map && library) {
    map.hidden = false;
    map.addEventListener('toggle', async () => {
      try {
        const style = document.head.appendChild(document.createElement('link'));
        Object.assign(style, { rel: 'stylesheet', href: library.leafletStile });
        // It puts itself on the window.
        await import(library.leaflet);
        const { L } = window;
        const point = (text) => text.split(',').map(Number);
        const view = L.map(one('[data-quadro]', map)).setView(point(field.value || map.dataset.centro), field.value ? 17 : 13);
        L.tileLayer(map.dataset.mappa, { attribution: map.dataset.fonte, maxZoom: 19 }).addTo(view);
        const mark = L.circleMarker(view.getCenter(), { radius: 10, color: '#94152f', fillOpacity: .6 });
        if (field.value) mark.addTo(view);
        view.on('click', ({ latlng }) => {
          mark.setLatLng(latlng).addTo(view);
          put(latlng.lat, latlng.lng, 'dalla mappa');
        });
      } catch {
        say('La mappa non si carica: scrivi la via.');
      }
    }, { once: true });
  }
}

// --- The newest reports, on the first page. ---
const block = one('[data-ultime]');
const fill = async () => {
  const reply = await fetch(block.dataset.ultime, { headers: { accept: 'application/json' } });
  if (!reply.ok) return;
  const { reports } = await reply.json();
  if (!reports.length) return;
  const list = one('ul', block);
  for (const report of reports) {
    const link = add(add(list, 'li', ''), 'a', '');
    link.href = new URL(report.url).pathname;
    add(link, 'span', report.subject ?? report.kind_title);
    add(link, 'small', report.status_title);
  }
  block.hidden = false;
};
if (block) fill().catch(() => {});

// --- Photos, where a browser can send them straight to where they are kept. ---
if (one('[data-dirette]')) import(one('script[data-foto]').dataset.foto).catch(() => {});
