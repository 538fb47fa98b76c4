// SPDX-License-Identifier: EUPL-1.2
// Brings the search when someone is about to use it: when its field gets the focus, or the address has a question.
for (const modulo of document.querySelectorAll('form[data-cerca]')) {
  const chiama = () => import(modulo.dataset.cerca).then(({ attiva }) => attiva(modulo)).catch(() => {})
  if ('indirizzo' in modulo.dataset && new URLSearchParams(location.search).get('q')) chiama()
  else if (document.activeElement === modulo.elements.q) chiama()
  else modulo.addEventListener('focusin', chiama, { once: true })
}
