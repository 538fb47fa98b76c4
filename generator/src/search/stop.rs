// SPDX-License-Identifier: EUPL-1.2
//! Words that carry no question: articles, prepositions, pronouns, and what people say around a need
//! ("vorrei sapere come si fa"). Written folded; `indice.json` takes them to the client.

use std::collections::BTreeSet;

const ITALIAN: &str = "\
    il lo la gli le un uno una di da in con su per tra fra al allo alla ai agli alle dal dallo dalla dai dagli dalle del dello della dei degli delle \
    nel nello nella nei negli nelle sul sullo sulla sui sugli sulle col dell all dall nell sull coll ed od ad ma se che chi cui ne ci vi si mi ti \
    non piu anche come dove quando quanto quanta quanti quante perche quale quali qual cosa cose quindi poi gia ancora solo sempre mai ecco cioe oppure invece \
    io tu lui lei noi voi loro mio mia miei mie tuo tua tuoi tue suo sua suoi sue nostro nostra nostri nostre vostro vostra vostri vostre \
    questo questa questi queste quello quella quelli quelle quei quegli quel quest quell ogni tutto tutta tutti tutte altro altra altri altre stesso stessa \
    essere sono sei siamo siete ho hai ha abbiamo avete hanno avere era ero erano fosse sia siano stato stata stati state avevo aveva \
    fare faccio fai fa fanno fatto fatta fatti fatte devo deve devono dobbiamo dovere dovrei posso puo possono puoi potere potrei vorrei voglio vuoi vuole volevo \
    so sai sa sapere serve servono servire bisogno bisogna occorre riesco qualcuno qualcosa niente nulla \
    preso presa prendere ricevuto lascio lasciare caso casi sotto sopra dentro fuori presso verso entro fino dopo prima durante senza contro mentre cosi molto molta molti molte po poco \
    essa esso essi esse proprio propria qui qua eventuale eventuali vado andare va viene vengono dire dici dice \
    salve ciao buongiorno grazie favore";

/// The words left out.
pub struct Words(BTreeSet<&'static str>);

impl Words {
    /// Those of Italian.
    pub fn italian() -> Self {
        Self(ITALIAN.split_whitespace().filter(|word| word.len() > 1 && word.is_ascii()).collect())
    }

    /// Whether a folded word is one of them.
    pub fn has(&self, word: &str) -> bool {
        self.0.contains(word)
    }

    /// In alphabetical order, one blank between two.
    pub fn line(&self) -> String {
        self.0.iter().copied().collect::<Vec<_>>().join(" ")
    }
}
