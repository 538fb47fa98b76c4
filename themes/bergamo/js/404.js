// SPDX-License-Identifier: EUPL-1.2
// The page for addresses that do not exist: reads the missed one and offers the nearest pages.
// Without this script the place for them is hidden; with it, the style has kept their room free.
const luogo = document.getElementById('vicini')
if (luogo) {
  const elenco = luogo.querySelector('ul')
  const di = (testo) => { luogo.querySelector('p').textContent = testo }
  const nessuna = () => di('Nessuna pagina ha un indirizzo simile. Prova con la ricerca.')
  luogo.hidden = false
  di('Cerco le pagine con un indirizzo simile…')
  import(luogo.dataset.cerca)
    .then(({ motore }) => motore().vicini(location.pathname, 4))
    .then((pagine) => {
      if (!pagine.length) return nessuna()
      di(pagine.length > 1 ? 'Le pagine con l’indirizzo più simile:' : 'La pagina con l’indirizzo più simile:')
      elenco.replaceChildren(...pagine.map(({ indirizzo, titolo, tipo }) => {
        const riga = document.createElement('li'), legame = document.createElement('a'), genere = document.createElement('small')
        legame.href = indirizzo
        legame.textContent = titolo
        genere.textContent = tipo
        riga.append(legame, genere)
        return riga
      }))
    })
    .catch(nessuna)
}
