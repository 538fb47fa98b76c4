// SPDX-License-Identifier: EUPL-1.2
// The page for addresses that do not exist: reads the missed one and offers the nearest pages.
// Without this script, or without an answer, the page's own links stand there as they are.
const luogo = document.getElementById('vicini')
if (luogo) {
  import(luogo.dataset.cerca)
    .then(({ motore }) => motore().vicini(location.pathname))
    .then((pagine) => {
      if (!pagine.length) return
      const elenco = luogo.querySelector('ul')
      elenco.replaceChildren(...pagine.map(({ indirizzo, titolo, tipo }) => {
        const riga = document.createElement('li'), legame = document.createElement('a'), genere = document.createElement('small')
        legame.href = indirizzo
        legame.textContent = titolo
        genere.textContent = tipo
        riga.append(legame, ' ', genere)
        return riga
      }))
      luogo.hidden = false
    })
    .catch(() => {})
}

