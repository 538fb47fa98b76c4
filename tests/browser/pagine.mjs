// SPDX-License-Identifier: EUPL-1.2
// One address for each kind of page: the richest or oddest one that the content has.
// A new template gets a line here (`html.spec.mjs` fails for a template that no page shows);
// `template` is said only where the name differs; `ready` is what a script of the page brings.

/** Budget of a first visit: bytes transferred and requests. */
export const BUDGET = { bytes: 45_000, requests: 6 };

/** Pages that search by themselves, for a question or a missed address: a page and a first answer of the search. */
const SEARCHED = { bytes: BUDGET.bytes + 50_000, requests: BUDGET.requests + 10 };

/** A page that asks once for what is true now: the first free days, the newest reports. */
export const LIVE = { bytes: BUDGET.bytes, requests: BUDGET.requests + 1 };

/** A comic has its pictures in the page, and the poster of its film. */
const COMIC = { bytes: 60_000, requests: BUDGET.requests + 1 };

/** @type {{ name: string, url: string, status?: number, template?: string, ready?: string, budget?: { bytes: number, requests: number } }[]} */
export const KINDS = [
  { name: 'home', url: '/' },
  { name: 'servizi', url: '/servizi/' },
  { name: 'categoria', url: '/servizi/anagrafe-e-stato-civile/' },
  { name: 'servizio', url: '/servizi/cie-primo-rilascio-rinnovo/' },
  { name: 'servizio-senza-prenotazione', template: 'servizio', url: '/servizi/pagopa-avvisi/' },
  { name: 'servizio-inglese', template: 'servizio', url: '/en/servizi/residenza-da-altro-comune/' },
  { name: 'inglese', url: '/en/' },
  { name: 'evento-vita-inglese', template: 'evento-vita', url: '/en/eventi-della-vita/nascita-di-un-figlio/' },
  { name: 'amministrazione', template: 'elenco', url: '/amministrazione/' },
  { name: 'uffici', template: 'elenco', url: '/amministrazione/uffici/' },
  { name: 'persone', url: '/amministrazione/politici/' },
  { name: 'ufficio', url: '/uffici/polizia-locale/' },
  { name: 'novita', url: '/novita/' },
  { name: 'novita-tipo', template: 'novita', url: '/novita/avvisi/' },
  { name: 'notizia', url: '/novita/come-prenotare-un-appuntamento/' },
  { name: 'vivere', url: '/vivere/' },
  { name: 'eventi', url: '/eventi/' },
  { name: 'evento', url: '/eventi/passeggiata-in-citta-alta/' },
  { name: 'luoghi', template: 'elenco', url: '/luoghi/' },
  { name: 'luogo', url: '/luoghi/palazzo-uffici/' },
  { name: 'argomenti', url: '/argomenti/' },
  { name: 'argomento', url: '/argomenti/imprese/' },
  { name: 'eventi-vita', url: '/eventi-della-vita/' },
  { name: 'evento-vita', url: '/eventi-della-vita/nascita-di-un-figlio/' },
  { name: 'documenti', template: 'elenco', url: '/documenti/' },
  { name: 'documento', url: '/documenti/guida-documenti-carta-identita/' },
  { name: 'domande', url: '/domande-frequenti/' },
  { name: 'assistenza', url: '/assistenza/' },
  { name: 'prenota', url: '/prenota/' },
  { name: 'prenotabile', url: '/prenota/cie-palazzo-uffici/', ready: '.primi-giorni a', budget: LIVE },
  { name: 'segnala', url: '/segnala/', ready: '.ultime a', budget: LIVE },
  { name: 'tutorial', url: '/tutorial/' },
  { name: 'fumetto', url: '/fumetti/cie-rinnovo/', budget: COMIC },
  { name: 'pagina', url: '/privacy/' },
  { name: 'note-legali', url: '/note-legali/' },
  { name: 'accessibilita', url: '/accessibilita/' },
  { name: 'mappa', url: '/mappa/' },
  { name: 'cerca', url: '/cerca/' },
  { name: 'lettera', url: '/cerca/c/' },
  { name: 'risultati', template: 'cerca', url: '/cerca/?q=rifiuti', ready: '#risultati li a', budget: SEARCHED },
  { name: 'non-trovata', template: '404', url: '/servzi/carta-identita/', status: 404, ready: '#vicini li a', budget: SEARCHED },
];

/** Templates that are no page of the present content, and why. */
export const UNSEEN = {
  base: 'the frame of all others',
  shell: 'for the pages of the functions, not published with the site',
  filmato: 'the content has no film yet',
};

/** Addresses that only the functions answer: links to them are followed in `funzioni.spec.mjs`. */
export const DYNAMIC = [/^\/segnala\/(nuova|elenco)\/$/, /^\/prenota\/[^/]+\/giorni\/$/];
