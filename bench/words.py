# SPDX-License-Identifier: EUPL-1.2
"""The words of the invented town: official lists, names, and sentences with open places.

Sentences are short and plain, so that the corpus passes the plain-language check of the generator.
"""

from __future__ import annotations

TOPICS = [
    "Accesso all'informazione", "Acqua", "Agricoltura", "Anagrafe", "Animale domestico", "Aria",
    "Assistenza agli invalidi", "Assistenza sociale", "Associazioni", "Bilancio", "Commercio al minuto",
    "Commercio all'ingrosso", "Commercio ambulante", "Comunicazione istituzionale", "Comunicazione politica",
    "Concorsi", "Covid-19", "Elezioni", "Energie rinnovabili", "Estero", "Foreste", "Formazione professionale",
    "Gemellaggi", "Gestione rifiuti", "Giustizia", "Igiene pubblica", "Immigrazione", "Imposte", "Imprese",
    "Inquinamento", "Integrazione sociale", "Isolamento termico", "Istruzione", "Lavoro", "Matrimonio", "Mercato",
    "Mobilità sostenibile", "Morte", "Nascita", "Parcheggi", "Patrimonio culturale", "Pesca", "Piano di sviluppo",
    "Pista ciclabile", "PNRR", "Politica commerciale", "Polizia", "Prodotti alimentari", "Protezione civile",
    "Residenza", "Risposta alle emergenze", "Sistema giuridico", "Spazio Verde", "Sport", "Sviluppo sostenibile",
    "Tassa sui servizi", "Tempo libero", "Trasparenza amministrativa", "Trasporto pubblico", "Turismo",
    "Urbanizzazione", "Viaggi", "Zone pedonali", "ZTL",
]  # fmt: skip

CATEGORIES = [
    "Educazione e formazione", "Salute, benessere e assistenza", "Vita lavorativa", "Mobilità e trasporti",
    "Catasto e urbanistica", "Anagrafe e stato civile", "Turismo", "Giustizia e sicurezza pubblica",
    "Tributi, finanze e contravvenzioni", "Cultura e tempo libero", "Ambiente", "Imprese e commercio",
    "Autorizzazioni", "Appalti pubblici", "Agricoltura e pesca",
]  # fmt: skip

LIFE_EVENTS = [
    "Invalidità", "Pensionamento", "Accesso al trasporto pubblico", "Cambio di residenza/domicilio",
    "Nascita di un bambino, richiesta adozioni", "Matrimonio e/o cambio stato civile", "Morte ed eredità",
    "Accesso luoghi della cultura", "Avvio impresa", "Richiesta licenze/permessi/certificati",
]  # fmt: skip

AUDIENCES = [
    "anziani", "associazioni", "cittadini", "disabili", "famiglie", "giovani", "imprese", "lavoratori",
    "professionisti", "proprietari", "scuole", "stranieri", "studenti", "turisti",
]  # fmt: skip

DISTRICTS = [
    "Borgo Nuovo", "San Rocco", "Le Fornaci", "Valverde", "Ponte Alto", "Castello", "Santa Marta", "La Rosa",
    "Monte Chiaro", "Porta Vecchia", "Le Vigne", "Campo Largo", "Mulino", "Prato Basso", "San Vito", "Le Querce",
    "Riva Est", "Borgo Fiume", "La Torre", "Piano Verde", "Santa Lucia", "Colle Rosso", "Stazione", "Centro",
]  # fmt: skip

LAWS = [
    "Legge 7 agosto 1990, n. 241", "DPR 28 dicembre 2000, n. 445", "D.Lgs. 18 agosto 2000, n. 267",
    "D.Lgs. 7 marzo 2005, n. 82", "Legge 9 gennaio 2004, n. 4", "D.Lgs. 14 marzo 2013, n. 33",
    "DPR 30 maggio 1989, n. 223", "Legge 15 maggio 1997, n. 127",
]  # fmt: skip

ACTIONS = [
    ("Chiedere", "chiedere"), ("Rinnovare", "rinnovare"), ("Cambiare", "cambiare"), ("Avere", "avere"),
    ("Ritirare", "ritirare"), ("Pagare online", "pagare"), ("Lasciare", "lasciare"), ("Spostare", "spostare"),
]  # fmt: skip

THINGS = [
    "il permesso di sosta", "il posto al nido", "il certificato di nascita", "la mensa della scuola",
    "il pasto a casa", "la tessera del bus", "il posto al mercato", "la sala di quartiere", "il campo da gioco",
    "la visita al museo", "il passo carraio", "la tassa rifiuti", "il posto auto rosa", "la licenza del taxi",
    "il corso di italiano", "la palestra della scuola", "il banco di vendita", "la copia di un atto",
    "il bonus per la luce", "il tavolo del bar", "la concessione del suolo", "il numero civico",
    "la prova di lettura", "il permesso per i lavori", "la carta giovani", "il contributo affitto",
    "il trasporto a scuola", "il sostegno a casa", "la borsa di studio", "il posto barca", "la pesca nel lago",
    "il taglio del bosco", "l'orto urbano", "il cane al canile", "la mappa del catasto", "il piano della casa",
    "la gara per i lavori", "l'elenco dei fornitori", "la visita guidata", "la stanza per turisti",
    "il cambio di casa", "il voto a domicilio", "il matrimonio in Comune", "la tomba di famiglia",
    "il rimborso della multa", "la rata del tributo", "il controllo dei fumi", "il cassone per i lavori",
    "la festa di strada", "il prestito dei libri",
]  # fmt: skip

GROUPS = [
    "", "per famiglie", "per anziani", "per giovani", "per studenti", "per imprese", "per associazioni",
    "per chi lavora", "per nuovi residenti", "per scuole",
]  # fmt: skip

OFFICE_MATTERS = [
    "permessi", "scuola e nidi", "tributi", "anagrafe", "casa", "strade", "verde", "cultura", "sport", "mercati",
    "imprese", "edilizia", "lavoro", "turismo", "gare", "rifiuti", "biblioteche", "trasporti", "famiglie", "atti",
    "acque", "cimiteri", "giovani", "anziani", "multe", "energia", "animali", "mense", "mappe", "archivi",
]  # fmt: skip

OFFICE_TYPES = [("Ufficio", "ufficio"), ("Sportello", "sportello"), ("Servizio", "servizio"), ("Presidio", "presidio")]

PLACE_TYPES = [
    ("Biblioteca", "biblioteca"), ("Museo", "museo"), ("Teatro", "teatro"), ("Parco", "parco"), ("Scuola", "scuola"),
    ("Nido", "nido"), ("Centro sportivo", "impianto-sportivo"), ("Mercato", "mercato"),
    ("Spazio giovani", "spazio-giovani"), ("Sala civica", "spazio-quartiere"), ("Palazzo", "sede-ufficio"),
    ("Casa dei servizi", "sede-servizi"),
]  # fmt: skip

SURNAMES = ["Rossi", "Bianchi", "Verdi", "Conti", "Gallo", "Fontana", "Marini", "Leone", "Serra", "Costa"]

STREETS = ["Via Roma", "Via dei Mille", "Via Garibaldi", "Viale Europa", "Via del Lago", "Piazza Dante", "Via Mazzini"]

HOURS = [
    ["lun-ven 08:30-12:30"],
    ["lun-ven 08:30-12:30", "mar+gio 14:00-16:00"],
    ["mar-sab 09:00-13:00"],
    ["lun 09:00-12:00", "mer 14:30-17:00", "ven 09:00-12:00"],
    ["mar-dom 10:00-18:00"],
]

NEWS_FACTS = [
    "Nuovi orari", "Lavori in corso", "Torna la festa", "Apre lo sportello", "Più posti", "Un incontro pubblico",
    "Via al bando", "Cambia il percorso del bus", "Nuovi alberi", "Domeniche senza auto", "Sconti per i giovani",
    "Corsi gratis", "Il parco riapre", "Nuove luci", "Giornata del volontario", "Piscina aperta",
    "Raccolta dei libri usati", "Mercato di sera", "Musica in piazza", "Un aiuto per l'affitto",
]  # fmt: skip

NEWS_DETAILS = [
    "che cosa cambia", "le date da sapere", "come partecipare", "chi può venire", "tutte le risposte", "da lunedì",
    "fino a fine mese", "le strade chiuse", "i posti disponibili", "quanto costa",
]  # fmt: skip

SUMMARIES = [
    "Ecco come {fare} {cosa} {qui}, quali carte servono e in quanto tempo arriva la risposta.",
    "Qui trovi tutto per {fare} {cosa} {qui}: chi può farlo, quanto costa e dove si va.",
    "Se vuoi {fare} {cosa} {qui}, segui questi passi: bastano pochi minuti.",
    "Con il Comune puoi {fare} {cosa} {qui}, online o di persona.",
]

ADDRESSED = [
    "Il servizio è per {chi} e per chi vive {qui}.",
    "Puoi {fare} {cosa} se hai più di {anni} anni e abiti in città.",
    "Vale anche per chi studia o lavora {qui} da almeno {mesi} mesi.",
    "Chi abita fuori città può fare la domanda, ma viene dopo i residenti.",
    "Un familiare o una persona di fiducia può agire per te, con una delega firmata.",
    "Non serve essere cittadini italiani: basta un documento valido.",
    "Se hai già fatto la domanda lo scorso anno, non devi ripetere tutti i passi.",
    "Per i minori la domanda la fa un genitore o chi ne ha la cura.",
]

STEPS = [
    "Leggi questa pagina e controlla di avere tutte le carte.",
    "Entra con SPID o con la carta d'identità e apri il modulo.",
    "Scrivi i tuoi dati e scegli la sede più vicina {qui}.",
    "Allega una foto o una copia leggibile del documento.",
    "Controlla il riassunto e **invia la domanda** con il tasto in fondo.",
    "Segna il numero che ricevi: serve per sapere a che punto sei.",
    "Paga entro {giorni} giorni, se il servizio non è gratis.",
    "Aspetta il messaggio di {ufficio}, poi vieni a ritirare.",
    "Se manca qualcosa ti scriviamo noi e hai {giorni} giorni per rispondere.",
    "Porta con te l'originale quando vieni allo sportello.",
]

NEEDS = [
    "Un documento di identità valido", "Il codice fiscale o la tessera sanitaria", "Una foto recente, senza cappello",
    "L'attestazione ISEE, se chiedi uno sconto", "La ricevuta del pagamento", "Il modulo firmato da chi fa la domanda",
    "La delega, se viene un'altra persona", "Il contratto di affitto o l'atto della casa",
    "La targa del veicolo e il libretto", "Il permesso di soggiorno, per chi non è europeo",
    "Due righe che spiegano il motivo", "La mappa del posto, anche fatta a mano",
]  # fmt: skip

ACHIEVED = [
    "Ricevi {cosa} con un messaggio, oppure di persona {qui}.",
    "Il documento che ottieni vale {mesi} mesi dal giorno della firma.",
    "Trovi la risposta anche nella tua area personale, dove resta per cinque anni.",
    "Se la risposta è no, leggi i motivi e puoi chiedere di rivedere la scelta.",
    "Con la risposta hai anche il nome di chi ha seguito la tua domanda.",
    "Il numero della pratica ti permette di seguirla passo per passo.",
]

TIMING = [
    "La risposta arriva entro {giorni} giorni da quando mandi tutte le carte.",
    "Puoi fare la domanda tutto l'anno, anche di notte e nei giorni di festa.",
    "Nei mesi di {mese} e agosto i tempi sono un po' più lunghi.",
    "Se il termine cade di domenica, vale il giorno dopo.",
    "Chi manda la domanda prima del 10 del mese riceve la risposta prima della fine del mese.",
    "Il tempo si ferma se dobbiamo chiederti altre carte, poi riparte.",
    "Un promemoria arriva {mesi} giorni prima della scadenza.",
]

COSTS = [
    "Il costo è di {euro} euro, da pagare online o dal tabaccaio.",
    "Chi ha un ISEE basso paga la metà, chi ha tre figli non paga nulla.",
    "Il prezzo cambia ogni anno a gennaio: leggi la cifra prima di pagare.",
    "Non pagare mai in contanti a chi ti chiama o bussa alla porta.",
    "Se rinunci entro {giorni} giorni ti torna l'intera somma.",
]

ACCESS = [
    "Lo sportello è {qui}, al piano terra, senza gradini.",
    "Online puoi salvare la bozza e tornare quando vuoi.",
    "Se non hai un computer, vieni allo sportello: ti aiutiamo noi a scrivere la domanda.",
    "Per le persone sorde c'è un interprete, basta chiederlo due giorni prima.",
    "Chi non può muoversi può chiedere una visita a casa.",
]

CONDITIONS = [
    "Chi scrive cose false perde {cosa} e ne risponde davanti alla legge.",
    "Il Comune controlla a campione {mesi} domande su cento.",
    "Devi dirci entro {giorni} giorni se cambi casa, lavoro o famiglia.",
    "Non puoi cedere ad altri quello che ottieni con questo servizio.",
    "Le regole sono le stesse in tutti i quartieri, anche {qui}.",
    "I tuoi dati restano al Comune e servono solo a questa domanda.",
]

SPECIAL = [
    "Hai perso la ricevuta: chiedi una copia con il numero della pratica.",
    "Devi partire presto: scrivilo nel modulo e proviamo a fare prima.",
    "Abiti {qui} da poco: bastano le carte del nuovo indirizzo.",
    "Sei senza dimora: puoi usare l'indirizzo di via del Comune.",
    "La domanda riguarda due persone: serve la firma di tutte e due.",
    "Il sito non risponde: riprova dopo un'ora o chiama l'ufficio.",
    "Hai sbagliato a pagare: chiedi indietro la somma con lo stesso modulo.",
    "Vuoi cambiare sede: puoi farlo una volta sola, prima della risposta.",
]

MORE = [
    "Può esserti utile anche la scheda {servizio}.",
    "Per ogni dubbio scrivi a {ufficio} o usa il modulo di [assistenza](/assistenza/).",
    "Le risposte più comuni stanno nelle [domande frequenti](/domande-frequenti/).",
    "Ogni anno in {mese} il Comune pubblica quante domande ha ricevuto.",
    "La scheda è scritta con le persone che lavorano allo sportello.",
]

VERIFY = [
    "Importo dei diritti comunali per l'anno in corso", "Orari estivi della sede", "Numero dei posti per quartiere",
    "Regole per chi non è residente",
]  # fmt: skip

KEYWORDS = ["come fare per {cosa}", "{cosa} {qui}", "{fare} {cosa}", "quanto costa {cosa}", "modulo per {cosa}"]

DUTIES = [
    "Riceve le domande su {materia} e risponde a chi scrive", "Aiuta chi vive {qui} a capire le regole",
    "Controlla le carte e chiede quello che manca", "Tiene in ordine gli atti e li mostra a chi può vederli",
    "Lavora con le scuole, le famiglie e le associazioni", "Prepara i bandi e segue i pagamenti",
]  # fmt: skip

OFFICE_INTRO = [
    "In questo posto lavorano {mesi} persone, che seguono ogni giorno le domande di chi vive {qui}.",
    "L'ufficio cura {materia} per tutta la zona e risponde anche per telefono.",
    "Qui trovi qualcuno che ti ascolta e ti dice che cosa fare, passo per passo.",
    "Chi ha bisogno di più tempo può chiedere un incontro di mezz'ora.",
]

PLACE_TEXT = [
    "È un posto aperto a tutti, vicino alla fermata del bus.", "Dentro ci sono tavoli, prese e una rete gratis.",
    "Le sale sono luminose e si entra senza gradini.", "Nel cortile c'è un prato con giochi e panchine.",
    "L'edificio ha più di {mesi}0 anni e la città lo ha rimesso a nuovo.",
    "Ogni mese ospita incontri, mostre e letture per chi abita {qui}.",
]  # fmt: skip

NEWS_TEXT = [
    "Da lunedì cambia qualcosa {qui}, e vale la pena saperlo prima.",
    "Il Comune ha ascoltato chi abita in zona e ha scelto una strada semplice.",
    "I lavori durano {giorni} giorni, pioggia permettendo.",
    "Chi vuole dire la sua può venire all'incontro, dalle sei di sera.",
    "I posti sono {anni}: chi arriva prima sceglie.",
    "Per le famiglie con bambini piccoli c'è un'entrata a parte.",
    "Non serve prenotare, ma è meglio arrivare con un po' di anticipo.",
    "Il bus passa ogni dieci minuti e ferma proprio davanti.",
    "Se piove si fa lo stesso, al coperto.",
    "Chi non può venire trova il video su questo sito il giorno dopo.",
    "Le strade intorno restano aperte a chi ci abita e a chi porta merci.",
    "Il progetto costa {euro} mila euro e li mette in parte l'Europa.",
    "Alla fine il Comune farà un conto di che cosa è andato bene e che cosa no.",
    "Puoi chiedere altre notizie a {ufficio}.",
    "Per partecipare guarda la scheda {servizio}.",
]

MONTHS = ["gennaio", "febbraio", "marzo", "aprile", "maggio", "giugno", "luglio", "settembre", "ottobre", "dicembre"]

PARAGRAPHS = [
    "Questa pagina spiega le regole del sito con parole semplici. Vale per tutti i servizi e per tutte le sedi.",
    "Ogni testo ha una persona che lo cura. Se trovi un errore, scrivilo e lo correggiamo in pochi giorni.",
    "Il sito funziona anche con la sola tastiera e con un lettore di schermo. Se qualcosa non va, raccontalo.",
    "I dati che lasci servono solo a risponderti. Dopo un anno li cancelliamo, se la legge non dice altro.",
    "Per i servizi personali entri con SPID o con la carta d'identità. Nessuno ti chiede mai la password.",
]
