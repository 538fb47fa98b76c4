// SPDX-License-Identifier: EUPL-1.2
// The search of the portal. Loaded when someone is about to search, never before; reads the files that the
// generator's `search` module writes. Three parts: words (the same steps as in Rust), the engine (files in,
// results out, no page), and the page around a plain form.

// ---- Words: the twin of fold.rs and stem.rs; a test compares every word of the content.

const lista = (testo) => testo.split(' ').sort((a, b) => b.length - a.length)
const PRONOMI = lista('ci gli la le li lo mi ne si sene gliela gliele glieli glielo gliene mela mele meli melo mene tela tele teli telo tene cela cele celi celo cene vela vele veli velo vene')
const NOMI = lista('anza anze ico ici ica ice iche ichi ismo ismi abile abili ibile ibili ista iste isti oso osi osa ose mente atrice atrici ante anti azione azioni atore atori logia logie uzione uzioni usione usioni enza enze amento amenti imento imenti amente ita ivo ivi iva ive')
const VERBI = lista('ammo ando assero assimo ata ate ati ato ava avamo avano avate avo emmo enda ende endi endo erai eranno erebbe erebbero erei eremmo eremo ereste eresti erete erono essero evamo evano evate iamo iammo immo irai iranno ire irebbe irebbero irei iremmo iremo ireste iresti irete irono isca iscano isce isci isco iscono issero ita ite iti ito iva ivamo ivano ivate ive ivi ivo uta ute uti uto ir')

const vocale = (lettera) => 'aeiou'.includes(lettera)

const dopo = (parola, da) => {
  for (let i = da + 1; i < parola.length; i++) if (!vocale(parola[i]) && vocale(parola[i - 1])) return i + 1
  return parola.length
}

const regione = (p) => {
  const primo = (serve) => { for (let i = 2; i < p.length; i++) if (vocale(p[i]) === serve) return i + 1; return p.length }
  if (p.length < 3) return p.length
  return !vocale(p[1]) ? primo(true) : vocale(p[0]) ? primo(false) : 3
}

/** Lower case, no accents; what is no letter and no digit stays. */
export const piega = (testo) => testo.normalize('NFD').replace(/[\u0300-\u036f&]/g, '').toLowerCase()

/** The folded words of a text, those of one letter left out. */
export const parole = (testo) => piega(testo).match(/[a-z0-9]{2,}/g) ?? []

/** The stem of a folded word. */
export function radice(p) {
  p = p.replace(/qu/g, 'qU').replace(/([aeiou])([ui])(?=[aeiou])/g, (_, a, b) => a + b.toUpperCase())
  const rv = regione(p), r1 = dopo(p, 0), r2 = dopo(p, r1)
  const ha = (fine, da) => p.endsWith(fine) && p.length - fine.length >= da
  const via = (fine) => { p = p.slice(0, -fine.length); return true }
  const prova = (...fini) => fini.some((fine) => ha(fine, r2) && via(fine))
  let fine = PRONOMI.find((x) => p.endsWith(x))
  if (fine && ha(fine, rv)) {
    const prima = p.slice(0, -fine.length)
    const verbo = ['ando', 'endo', 'ar', 'er', 'ir'].find((x) => prima.endsWith(x) && prima.length - x.length >= Math.max(rv, 4))
    if (verbo) p = verbo.length > 2 ? prima : prima + 'e'
  }
  fine = NOMI.find((x) => p.endsWith(x))
  if (fine && ha(fine, /^[ai]ment[oi]$/.test(fine) ? rv : fine === 'amente' ? r1 : r2)) {
    via(fine)
    if (fine === 'amente') prova('iv') ? prova('at') : prova('abil', 'os', 'ic')
    else if (/^a(zion|tor)/.test(fine)) prova('ic')
    else if (fine.startsWith('logi')) p += 'log'
    else if (/^u[zs]ion/.test(fine)) p += 'u'
    else if (fine.startsWith('enz')) p += 'ente'
    else if (fine === 'ita') prova('abil', 'ic', 'iv')
    else if (/^iv/.test(fine)) prova('at') && prova('ic')
  } else {
    fine = VERBI.find((x) => ha(x, rv))
    if (fine && (p.length > 6 || !/^it/.test(fine))) via(fine)
  }
  if (/...[aeio]$/.test(p)) { via('x'); if (ha('i', rv)) via('i') }
  if (/[cg]h$/.test(p)) via('h')
  while (ha('ar', rv) || ha('er', rv)) via('ar')
  return p.toLowerCase()
}

/** Edits between two words (a letter more, less, other, or two swapped), or `tetto + 1` if there are more. */
export function distanza(a, b, tetto) {
  if (Math.abs(a.length - b.length) > tetto) return tetto + 1
  let due = [], una = Array.from({ length: b.length + 1 }, (_, j) => j)
  for (let i = 1; i <= a.length; i++) {
    const ora = [i]
    for (let j = 1; j <= b.length; j++) {
      ora[j] = Math.min(una[j] + 1, ora[j - 1] + 1, una[j - 1] + (a[i - 1] !== b[j - 1]))
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) ora[j] = Math.min(ora[j], due[j - 2] + 1)
    }
    if (Math.min(...ora) > tetto) return tetto + 1
    due = una
    una = ora
  }
  return una[b.length]
}

// ---- The engine.

const CIFRE = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_'
const PAROLE_AL_PIU = 12
const LETTERE_AL_PIU = 200
// Who asks for hours or a telephone number wants the office or the place, whatever else has the other words.
const RECAPITI = new Set('orari orario telefono email mail pec contatti recapiti'.split(' '))
const DI_RECAPITI = /^(Ufficio|Luogo)$/
const ELISIONE = /^(?:d?all|dell|nell|sull|quest|quell|cos|un|[cdlmnstv])([aeiou][a-z0-9]{2,})$/

/** Reads the index below `base`; `leggi(address)` gives a promise of text. */
export function motore(base = '/cerca/', leggi = scarica) {
  const letti = new Map()
  const una = (nome, fa) => {
    if (!letti.has(nome)) letti.set(nome, leggi(base + nome).then(fa).catch((errore) => { letti.delete(nome); throw errore }))
    return letti.get(nome)
  }
  const indice = () => una('indice.json', (testo) => {
    const i = JSON.parse(testo)
    if (i.versione !== 2) throw new Error('indice di un\'altra versione')
    const coppie = (piatte) => piatte.flatMap((da, n) => n % 2 ? [] : [{ da, nome: piatte[n + 1] }])
    i.tipo = new Uint8Array(i.documenti)
    i.categoria = new Int16Array(i.documenti)
    let qui = 0
    for (let n = 0; n < i.gruppi.length; n += 3) {
      i.tipo.fill(i.gruppi[n], qui, qui + i.gruppi[n + 2])
      i.categoria.fill(i.gruppi[n + 1], qui, qui += i.gruppi[n + 2])
    }
    qui = 0
    i.schede = coppie(i.schede).map(({ da, nome }) => ({ da: qui, a: qui += da, nome }))
    i.parole = coppie(i.parole)
    i.indirizzi = coppie(i.indirizzi)
    i.vuote = new Set(i.vuote.split(' '))
    return i
  })

  /** The lines of the index from stem `da` to stem `a`. */
  const righe = async (da, a) => {
    const { parole: file } = await indice()
    const quali = file.filter((f, n) => f.da <= a && (n + 1 === file.length || file[n + 1].da > da))
    const pezzi = await Promise.all(quali.map((f) => una(`p-${f.nome}.txt`, (testo) => testo.trimEnd().split('\n').map((riga) => riga.split(' ')))))
    return pezzi.flat().filter(([parola]) => parola >= da && parola <= a)
  }

  /** What the index knows of a word: lines with how well each fits. Empty: unknown. */
  const simili = async (parola, continua, correggi) => {
    const stelo = radice(parola)
    const [esatta, inizi] = await Promise.all([righe(stelo, stelo), continua && parola.length > 2 ? righe(parola, parola + '\uffff') : []])
    const trovate = esatta.map((riga) => [riga, 1])
    for (const riga of inizi) if (riga[0] !== stelo) trovate.push([riga, parola.length > 3 ? .7 : .5])
    if (trovate.length) return trovate
    // "didentita", "dellanagrafe": the apostrophe was left out.
    const intera = correggi && ELISIONE.exec(parola)?.[1]
    const divisa = intera ? await righe(radice(intera), radice(intera)) : []
    if (divisa.length) return divisa.map((riga) => [riga, 1])
    const tetto = parola.length < 4 ? 0 : parola.length < 7 ? 1 : 2
    if (!tetto || !correggi || /^\d+$/.test(parola)) return []
    // A slip is seldom in the first letter, but the first two may be swapped.
    const girata = radice(parola[1] + parola[0] + parola.slice(2))
    const [vicine, girate] = await Promise.all([righe(parola[0], parola[0] + '\uffff'), righe(girata, girata)])
    const note = new Set(girate.map(([stelo]) => stelo))
    // One letter too many, too few, two swapped, one that should be double: then the ending, and so the stem, is a real one.
    for (let n = 1; n < parola.length; n++) {
      const prima = parola.slice(0, n), dopo = parola.slice(n + 1)
      for (const forma of [prima + dopo, prima + parola[n] + parola[n] + dopo, prima + (dopo[0] ?? '') + parola[n] + dopo.slice(1)]) note.add(radice(forma))
      for (const lettera of 'abcdefghilmnopqrstuvz') note.add(radice(prima + lettera + parola.slice(n)))
    }
    const scarti = []
    for (const riga of [...girate, ...vicine]) {
      const scarto = note.has(riga[0]) ? .6 : scartoDi(riga[0], parola, stelo, tetto)
      // Of two words equally near, people rather meant the one that more pages have: the one with the longer line.
      if (scarto <= tetto && riga[1] !== '*') scarti.push([riga, (1 + .3 * Math.log(riga[1].length)) / 4 ** scarto])
    }
    if (scarti.length) return scarti.sort((a, b) => b[1] - a[1]).slice(0, 3).map(([riga, valore], _, [[, migliore]]) => [riga, .7 * valore / migliore, true])
    return continua ? [] : (await righe(parola, parola + '\uffff')).map((riga) => [riga, .6])
  }

  /** Address, title and summary of these documents. */
  const schede = async (numeri) => {
    const i = await indice()
    return Promise.all(numeri.map(async (numero) => {
      const file = i.schede.find((f) => numero < f.a)
      const righe = await una(`s-${file.nome}.txt`, (testo) => testo.trimEnd().split('\n'))
      const [indirizzo, titolo, sommario = ''] = righe[numero - file.da].split('\t')
      return { indirizzo, titolo, sommario, tipo: i.tipi[i.tipo[numero]][0], categoria: i.categorie[i.categoria[numero]] ?? '' }
    }))
  }

  /** Answers a question. `continua`: its last word may go on; `correggi`: unknown words may be slips. */
  const cerca = async (domanda, { tipo = '', categoria = '', quanti = 10, continua = false, correggi = true } = {}) => {
    const i = await indice()
    const dette = parole(domanda.slice(0, LETTERE_AL_PIU))
    const ultima = continua && !/\s$/.test(domanda) ? dette.at(-1) : ''
    const piene = dette.filter((p) => !i.vuote.has(p)), altre = piene.filter((p) => !RECAPITI.has(p))
    const recapiti = altre.length && altre.length < piene.length && piene.at(-1) !== ultima
    const cercate = [...new Map((recapiti ? altre : piene).map((p) => [radice(p), p])).values()].slice(0, PAROLE_AL_PIU)
    const note = await Promise.all(cercate.map((p) => simili(p, p === ultima, correggi)))
    const punti = new Float32Array(i.documenti), coperto = new Float32Array(i.documenti)
    const steli = new Set()
    const corrette = [], ignote = []
    let tutto = 0
    note.forEach((righe, n) => {
      if (!righe.length) {
        // Two letters of a word that goes on are no word yet.
        if (cercate[n] === ultima && ultima.length < 3) return
        ignote.push(cercate[n])
        tutto += .5 * Math.log(1 + i.documenti / 2)
        return
      }
      const suoi = new Map()
      let peso = 0
      const tante = righe.reduce((somma, [[, codice], bonta]) => bonta < 1 && codice !== '*' ? somma + decodifica(codice).length : somma, 0)
      for (const [[stelo, codice], bonta] of righe) {
        steli.add(stelo)
        if (codice === '*') continue
        const trovati = decodifica(codice)
        const raro = Math.log(1 + i.documenti / (bonta < 1 ? tante : trovati.length))
        if (!peso || bonta === 1) peso = raro
        for (const [numero, livello] of trovati) suoi.set(numero, Math.max(suoi.get(numero) ?? 0, raro * (livello + 1) * bonta))
      }
      if (righe[0][2]) corrette.push({ scritta: cercate[n], steli: righe.map(([[stelo]]) => stelo) })
      tutto += peso
      for (const [numero, valore] of suoi) { punti[numero] += valore; coperto[numero] += peso }
    })
    let numeri = []
    for (let n = 0; n < i.documenti; n++) {
      if (!punti[n]) continue
      const parte = Math.min(1, coperto[n] / tutto)
      punti[n] *= parte * parte * i.tipi[i.tipo[n]][1] * (recapiti && DI_RECAPITI.test(i.tipi[i.tipo[n]][0]) ? 3 : 1) * (1 + (i.pesi[n] ?? 0) / 45)
      numeri.push(n)
    }
    numeri.sort((a, b) => punti[b] - punti[a] || a - b)
    const soglia = (punti[numeri[0]] ?? 0) / 10
    numeri = numeri.filter((n) => punti[n] >= soglia)
    const parziale = numeri.length > 0 && coperto[numeri[0]] < tutto * .99
    const conta = (di, nomi, altri) => {
      const conti = {}
      for (const n of numeri) if (altri(n) && nomi[di[n]]) conti[nomi[di[n]]] = (conti[nomi[di[n]]] ?? 0) + 1
      return conti
    }
    const nomiTipi = i.tipi.map(([nome]) => nome)
    const suoTipo = (n) => !tipo || nomiTipi[i.tipo[n]] === tipo
    const suaCategoria = (n) => !categoria || i.categorie[i.categoria[n]] === categoria
    const tipi = conta(i.tipo, nomiTipi, suaCategoria), categorie = conta(i.categoria, i.categorie, suoTipo)
    numeri = numeri.filter((n) => suoTipo(n) && suaCategoria(n))
    return { cercate, ignote, corrette, steli, parziale, tipi, categorie, totale: numeri.length, risultati: await schede(numeri.slice(0, quanti)) }
  }

  /** The pages nearest to an address that does not exist, or that did once. */
  const vicini = async (percorso, quanti = 5) => {
    const i = await indice()
    let chiaro = percorso
    try { chiaro = decodeURIComponent(percorso) } catch { /* a broken escape is read as it stands */ }
    const pulito = piega(chiaro.slice(0, LETTERE_AL_PIU)).replace(/(\/index)?\.(html?|php|aspx?|jsp)$/, '').replace(/[\s_+.]+/g, '-').replace(/\/+$/, '')
    const ultimo = pulito.split('/').at(-1), primo = pulito.split('/')[1]
    if (!ultimo) return []
    const steli = new Set(parole(pulito).filter((p) => !i.vuote.has(p)).map(radice))
    const file = i.indirizzi.filter((f, n) => f.da <= ultimo[0] + '\uffff' && (n + 1 === i.indirizzi.length || i.indirizzi[n + 1].da > ultimo[0]))
    const testi = await Promise.all(file.map((f) => una(`i-${f.nome}.txt`, (testo) => testo)))
    const migliori = new Map()
    for (const riga of testi.join('').trimEnd().split('\n')) {
      const [suo, numero] = riga.split('\t')
      const suoi = piega(suo).replace(/\/+$/, '').split('/'), fine = suoi.at(-1)
      const lungo = Math.max(fine.length, ultimo.length), tetto = Math.ceil(lungo * .45)
      const lettere = 1 - Math.min(distanza(fine, ultimo, tetto), lungo) / lungo
      const sue = new Set(parole(fine).filter((p) => !i.vuote.has(p)).map(radice))
      const comuni = [...sue].filter((s) => steli.has(s)).length
      const valore = Math.max(lettere > .55 ? lettere : 0, sue.size ? .95 * comuni / Math.max(sue.size, Math.min(steli.size, 3)) : 0) + (suoi[1] === primo ? .06 : 0)
      if (valore > .55 && valore > (migliori.get(+numero) ?? 0)) migliori.set(+numero, valore)
    }
    const numeri = [...migliori].sort((a, b) => b[1] - a[1] || a[0] - b[0]).slice(0, quanti).map(([numero]) => numero)
    const trovati = await schede(numeri)
    if (trovati.length < 3) {
      const altri = await cerca(parole(ultimo).join(' '), { quanti: 4 })
      if (!trovati.length || !altri.parziale) for (const altro of altri.risultati) if (trovati.length < 4 && !trovati.some((uno) => uno.indirizzo === altro.indirizzo)) trovati.push(altro)
    }
    return trovati
  }

  return { indice, cerca, vicini }
}

async function scarica(indirizzo) {
  const risposta = await fetch(indirizzo)
  if (!risposta.ok) throw new Error(`${indirizzo}: ${risposta.status}`)
  return risposta.text()
}

/** Edits between a stem of the index and a word: with its own stem, or with its beginning (endings get slips too). */
function scartoDi(stelo, parola, suo, tetto) {
  let scarto = distanza(stelo, suo, tetto)
  for (let fine = 1; fine <= 4 && scarto && stelo.length > 3; fine++) {
    const inizio = parola.slice(0, -fine)
    if (inizio.length > 3 && inizio !== suo) scarto = Math.min(scarto, distanza(stelo, inizio, tetto) + .5)
  }
  return scarto
}

/** Postings of a line: pairs of document number and level. */
function decodifica(codice) {
  const trovati = []
  let numero = 0, valore = 0, scala = 1
  for (const lettera of codice) {
    const cifra = CIFRE.indexOf(lettera)
    valore += (cifra % 32) * scala
    scala *= 32
    if (cifra < 32) {
      numero += Math.floor(valore / 16)
      trovati.push([numero++, valore % 16])
      valore = 0
      scala = 1
    }
  }
  return trovati
}

// ---- The page: a plain form, which works without any of this, and a place for results.

const ATTESA = 120
const ATTESA_VOCE = 700
const ALLA_VOLTA = 10

/** Gives a form results as one types, in the element its `data-risultati` names. */
export function attiva(modulo, cercatore = motore(modulo.action.replace(/[?#].*/, ''))) {
  const campo = modulo.elements.q
  const luogo = document.getElementById(modulo.dataset.risultati)
  if (!luogo) return
  const parte = (nome, dove = luogo) => dove.querySelector(`[data-parte="${nome}"]`)
  const [esito, filtri, tipi, categorie, elenco, altri, voce] = ['esito', 'filtri', 'tipi', 'categoria', 'elenco', 'altri', 'voce'].map((nome) => parte(nome))
  const indice = document.querySelectorAll('[data-senza-ricerca]')
  const titolo = document.title
  const scelti = { tipo: '', categoria: '' }
  const pulsanti = new Map()
  let turno = 0, quanti = ALLA_VOLTA, timer = 0, timerVoce = 0

  const di = (testo, subito) => {
    clearTimeout(timerVoce)
    // Screen readers hear the count when the typing pauses, not at every letter.
    if (subito) esito.textContent = testo
    else timerVoce = setTimeout(() => { esito.textContent = testo }, ATTESA_VOCE)
  }

  const indirizzo = (domanda) => {
    if (!('indirizzo' in modulo.dataset)) return
    const qui = new URL(location.href)
    for (const [nome, valore] of Object.entries({ q: domanda, ...scelti })) domanda && valore ? qui.searchParams.set(nome, valore) : qui.searchParams.delete(nome)
    history.replaceState(history.state, '', qui)
    document.title = domanda ? `${domanda} - ${titolo}` : titolo
  }

  const pulsante = (nome) => {
    const etichetta = document.createElement('label'), scelta = document.createElement('input'), testo = document.createElement('span')
    Object.assign(scelta, { type: 'radio', name: `${luogo.id}-tipo`, value: nome, checked: nome === scelti.tipo })
    scelta.addEventListener('change', () => { scelti.tipo = nome; quanti = ALLA_VOLTA; cerca(false) })
    etichetta.append(scelta, testo)
    tipi.append(etichetta)
    pulsanti.set(nome, { etichetta, scelta, testo })
  }

  const mostraFiltri = async (trovato) => {
    if (!filtri) return
    if (!pulsanti.size) for (const nome of ['', ...(await cercatore.indice()).tipi.map(([nome]) => nome)]) pulsante(nome)
    const tutti = Object.values(trovato.tipi).reduce((a, b) => a + b, 0)
    for (const [nome, { etichetta, scelta, testo }] of pulsanti) {
      const conto = nome ? trovato.tipi[nome] ?? 0 : tutti
      testo.textContent = `${nome || 'Tutti'} (${conto})`
      scelta.checked = nome === scelti.tipo
      etichetta.hidden = !conto && nome !== scelti.tipo && nome !== ''
    }
    const nomi = Object.keys(trovato.categorie).sort((a, b) => a.localeCompare(b, 'it'))
    if (scelti.categoria && !nomi.includes(scelti.categoria)) nomi.push(scelti.categoria)
    categorie.replaceChildren(new Option('Tutte', ''), ...nomi.map((nome) => new Option(`${nome} (${trovato.categorie[nome] ?? 0})`, nome, false, nome === scelti.categoria)))
    filtri.hidden = !tutti && !scelti.tipo && !scelti.categoria
  }

  const mostra = (trovato) => {
    elenco.replaceChildren(...trovato.risultati.map((uno) => {
      const riga = voce.content.cloneNode(true)
      const legame = parte('titolo', riga)
      legame.href = uno.indirizzo
      legame.replaceChildren(...evidenzia(uno.titolo, trovato))
      parte('tipo', riga).textContent = [uno.tipo, uno.categoria].filter(Boolean).join(' · ')
      parte('sommario', riga).replaceChildren(...evidenzia(uno.sommario, trovato))
      return riga
    }))
    altri.hidden = trovato.totale <= quanti
  }

  const cerca = async (continua, subito = !continua) => {
    clearTimeout(timer)
    const mio = ++turno
    const domanda = campo.value.trim()
    indirizzo(domanda)
    const vuota = !parole(domanda).length
    for (const una of indice) una.hidden = !vuota
    if (vuota) {
      elenco.replaceChildren()
      altri.hidden = true
      if (filtri) filtri.hidden = true
      return di(domanda ? 'Scrivi almeno una parola di due lettere.' : '', true)
    }
    const ancora = setTimeout(() => { if (mio === turno) di('Sto cercando…', true) }, 1000)
    try {
      const trovato = await cercatore.cerca(campo.value, { ...scelti, quanti, continua })
      // A later question has overtaken this one: its answer is no longer wanted.
      if (mio !== turno) return
      await mostraFiltri(trovato)
      di(racconta(domanda, trovato), subito)
      mostra(trovato)
      if (!trovato.totale) for (const una of indice) una.hidden = false
    } catch {
      if (mio !== turno) return
      elenco.replaceChildren()
      for (const una of indice) una.hidden = false
      di('La ricerca ora non risponde. Controlla il collegamento a internet e riprova, oppure apri la mappa del sito.', true)
    } finally {
      clearTimeout(ancora)
    }
  }

  campo.addEventListener('input', (fatto) => {
    clearTimeout(timer)
    turno++
    quanti = ALLA_VOLTA
    // What an input method has not finished is no word yet.
    if (!fatto.isComposing) timer = setTimeout(() => cerca(true), ATTESA)
  })
  // Elsewhere the form goes to the page of the search, which has filters and an address to keep.
  if ('indirizzo' in modulo.dataset) modulo.addEventListener('submit', (fatto) => { fatto.preventDefault(); cerca(false) })
  categorie?.addEventListener('change', () => { scelti.categoria = categorie.value; quanti = ALLA_VOLTA; cerca(false) })
  altri.querySelector('button').addEventListener('click', async () => {
    const prima = quanti
    quanti += ALLA_VOLTA
    await cerca(false)
    elenco.children[prima]?.querySelector('a').focus()
  })
  // The arrows walk from the field through the results; Tab does too.
  const passo = (fatto) => {
    const fermate = [campo, ...elenco.querySelectorAll('a')], qui = fermate.indexOf(document.activeElement)
    const verso = { ArrowDown: 1, ArrowUp: -1 }[fatto.key]
    if (qui < 0 || !verso || !fermate[qui + verso] || fatto.altKey || fatto.ctrlKey || fatto.metaKey || fatto.shiftKey) return
    fatto.preventDefault()
    fermate[qui + verso].focus()
  }
  campo.addEventListener('keydown', passo)
  elenco.addEventListener('keydown', passo)

  if ('indirizzo' in modulo.dataset) {
    const chiesto = new URL(location.href).searchParams
    for (const nome of Object.keys(scelti)) scelti[nome] = chiesto.get(nome) ?? ''
    if (!campo.value) campo.value = chiesto.get('q') ?? ''
  }
  if (campo.value.trim()) cerca(document.activeElement === campo)
  else cercatore.indice().catch(() => {})
}

/** What was found, in a sentence or two. */
function racconta(domanda, { cercate, totale, parziale, corrette, risultati }) {
  if (!cercate.length) return 'Scrivi anche una parola che dica che cosa cerchi.'
  if (!totale) return `Nessun risultato per «${domanda}». Prova con una parola sola o con parole diverse.`
  const frasi = [totale === 1 ? `Un risultato per «${domanda}».` : `${totale} risultati per «${domanda}».`]
  for (const { scritta, steli } of corrette) {
    const viste = parole(risultati.map((uno) => `${uno.titolo} ${uno.sommario}`).join(' '))
    const intesa = viste.find((parola) => radice(parola) === steli[0])
    frasi.push(`Non conosco «${scritta}»: ho cercato ${intesa ? `«${intesa}»` : 'le parole più simili'}.`)
  }
  if (parziale) frasi.push('Nessuna pagina ha tutte le parole: ecco le più vicine.')
  return frasi.join(' ')
}

/** A text as nodes, with the words that were looked for in `mark`. */
function evidenzia(testo, { steli }) {
  return testo.split(/([\p{L}\p{M}\p{N}&]+)/u).filter(Boolean).map((pezzo) => {
    const [parola] = parole(pezzo)
    if (!parola || !steli.has(radice(parola))) return pezzo
    const segno = document.createElement('mark')
    segno.textContent = pezzo
    return segno
  })
}
