// SPDX-License-Identifier: EUPL-1.2
//! The stem of an Italian word: the Snowball algorithm for Italian, on words without accents ("identita" is
//! what people type), amended where it parts singular and plural ("anziano", "anziani"; "cantiere", "cantieri";
//! "orto", "orti"). `cerca.js` holds the same steps: a test compares every word of the content.
//!
//! 1. pronouns behind infinitive and gerund: "trasferirsi" is "trasferire"
//! 2. endings of nouns and adjectives
//! 3. if none was there, endings of verbs
//! 4. the last vowel, "h" of "ch" and "gh", and what the infinitives leave

/// Italian endings, longest first.
struct Endings(Vec<&'static str>);

const PRONOUNS: &str = "ci gli la le li lo mi ne si sene gliela gliele glieli glielo gliene mela mele meli melo mene tela tele teli telo tene \
    cela cele celi celo cene vela vele veli velo vene";
const NOUNS: &str = "anza anze ico ici ica ice iche ichi ismo ismi abile abili ibile ibili ista iste isti oso osi osa ose mente atrice atrici \
    ante anti azione azioni atore atori logia logie uzione uzioni usione usioni enza enze amento amenti imento imenti amente ita ivo ivi iva ive";
const VERBS: &str = "ammo ando assero assimo ata ate ati ato ava avamo avano avate avo emmo enda ende endi endo erai eranno erebbe erebbero erei \
    eremmo eremo ereste eresti erete erono essero evamo evano evate iamo iammo immo irai iranno ire irebbe irebbero irei iremmo iremo ireste iresti \
    irete irono isca iscano isce isci isco iscono issero ita ite iti ito iva ivamo ivano ivate ive ivi ivo uta ute uti uto ir";

/// Knows the endings; made once, used for every word.
pub struct Stemmer {
    pronouns: Endings,
    nouns: Endings,
    verbs: Endings,
}

impl Stemmer {
    /// With the endings of Italian.
    pub fn new() -> Self {
        Self { pronouns: Endings::of(PRONOUNS), nouns: Endings::of(NOUNS), verbs: Endings::of(VERBS) }
    }

    /// The stem of a folded word.
    pub fn stem(&self, word: &str) -> String {
        let mut word = Word::of(word);
        self.cut_pronoun(&mut word);
        if !self.cut_noun(&mut word) {
            self.cut_verb(&mut word);
        }
        cut_rest(&mut word);
        word.text.to_ascii_lowercase()
    }

    fn cut_pronoun(&self, word: &mut Word) {
        let Some(pronoun) = self.pronouns.longest(&word.text, 0) else { return };
        if !word.ends(pronoun, word.rv) {
            return;
        }
        let before = &word.text[..word.text.len() - pronoun.len()];
        let region = word.rv.max(4);
        let verb = ["ando", "endo", "ar", "er", "ir"].into_iter().find(|verb| before.ends_with(verb) && before.len() - verb.len() >= region);
        let Some(verb) = verb else { return };
        word.cut(pronoun);
        if verb.len() == 2 {
            word.text.push('e');
        }
    }

    /// Whether something was cut.
    fn cut_noun(&self, word: &mut Word) -> bool {
        let Some(noun) = self.nouns.longest(&word.text, 0) else { return false };
        let region = match noun {
            "amento" | "amenti" | "imento" | "imenti" => word.rv,
            "amente" => word.r1,
            _ => word.r2,
        };
        if !word.ends(noun, region) {
            return false;
        }
        word.cut(noun);
        match noun {
            "amente" => {
                if word.cut_in_r2("iv") {
                    word.cut_in_r2("at");
                } else {
                    let _ = word.cut_in_r2("abil") || word.cut_in_r2("os") || word.cut_in_r2("ic");
                }
            }
            "azione" | "azioni" | "atore" | "atori" => drop(word.cut_in_r2("ic")),
            "logia" | "logie" => word.text.push_str("log"),
            "uzione" | "uzioni" | "usione" | "usioni" => word.text.push('u'),
            "enza" | "enze" => word.text.push_str("ente"),
            "ita" => drop(word.cut_in_r2("abil") || word.cut_in_r2("ic") || word.cut_in_r2("iv")),
            "ivo" | "ivi" | "iva" | "ive" => drop(word.cut_in_r2("at") && word.cut_in_r2("ic")),
            _ => {}
        }
        true
    }

    fn cut_verb(&self, word: &mut Word) {
        if let Some(verb) = self.verbs.longest(&word.text, word.rv) {
            // "visita" is no form of a verb "vire".
            let participle = matches!(verb, "ita" | "ite" | "iti" | "ito");
            if !participle || word.text.len() >= 7 {
                word.cut(verb);
            }
        }
    }
}

/// The last vowel, the "h" it needed, and the "ar" and "er" of infinitives, as often as they stand there:
/// so "camera", "camere" and "cantiere", "cantieri" stay together.
fn cut_rest(word: &mut Word) {
    if word.text.len() > 3 && word.text.ends_with(['a', 'e', 'i', 'o']) {
        word.text.pop();
        if word.ends("i", word.rv) {
            word.text.pop();
        }
    }
    if word.text.ends_with("ch") || word.text.ends_with("gh") {
        word.text.pop();
    }
    while word.ends("ar", word.rv) || word.ends("er", word.rv) {
        word.cut("ar");
    }
}

impl Endings {
    fn of(list: &'static str) -> Self {
        let mut endings: Vec<_> = list.split_whitespace().collect();
        endings.sort_by_key(|ending| std::cmp::Reverse(ending.len()));
        Self(endings)
    }

    fn longest(&self, text: &str, region: usize) -> Option<&'static str> {
        self.0.iter().copied().find(|ending| text.ends_with(ending) && text.len() - ending.len() >= region)
    }
}

/// A word and the three regions in which endings may be cut.
struct Word {
    text: String,
    rv: usize,
    r1: usize,
    r2: usize,
}

impl Word {
    fn of(word: &str) -> Self {
        let text = marked(word);
        let letters = text.as_bytes();
        let r1 = after(letters, 0);
        let (rv, r2) = (verb_region(letters), after(letters, r1));
        Self { text, rv, r1, r2 }
    }

    fn ends(&self, ending: &str, region: usize) -> bool {
        self.text.ends_with(ending) && self.text.len() - ending.len() >= region
    }

    fn cut(&mut self, ending: &str) {
        self.text.truncate(self.text.len() - ending.len());
    }

    fn cut_in_r2(&mut self, ending: &str) -> bool {
        let cut = self.ends(ending, self.r2);
        if cut {
            self.cut(ending);
        }
        cut
    }
}

fn vowel(letter: u8) -> bool {
    b"aeiou".contains(&letter)
}

/// "qu", and "u" and "i" between vowels, are consonants: written large.
fn marked(word: &str) -> String {
    let mut letters = word.as_bytes().to_vec();
    for place in 1..letters.len() {
        let between = vowel(letters[place - 1]) && letters.get(place + 1).is_some_and(|next| vowel(*next));
        match letters[place] {
            b'u' if letters[place - 1] == b'q' || between => letters[place] = b'U',
            b'i' if between => letters[place] = b'I',
            _ => {}
        }
    }
    String::from_utf8(letters).expect("folded words are ASCII")
}

/// Where the region after the first consonant that follows a vowel starts.
fn after(letters: &[u8], from: usize) -> usize {
    (from + 1..letters.len()).find(|place| !vowel(letters[*place]) && vowel(letters[place - 1])).map_or(letters.len(), |place| place + 1)
}

fn verb_region(letters: &[u8]) -> usize {
    let end = letters.len();
    if end < 3 {
        return end;
    }
    let first = |wanted: fn(u8) -> bool| (2..end).find(|place| wanted(letters[*place])).map_or(end, |place| place + 1);
    match (vowel(letters[0]), vowel(letters[1])) {
        (_, false) => first(vowel),
        (true, true) => first(|letter| !vowel(letter)),
        (false, true) => 3,
    }
}

#[cfg(test)]
mod tests {
    use super::Stemmer;

    #[test]
    fn forms_of_a_word_meet() {
        let stemmer = Stemmer::new();
        let together = |words: &str| {
            let stems: Vec<_> = words.split(' ').map(|word| stemmer.stem(word)).collect();
            assert!(stems.windows(2).all(|pair| pair[0] == pair[1]), "{words}: {stems:?}");
        };
        for words in [
            "residenza residenze residente residenti",
            "trasferirsi trasferire trasferimento trasferisco trasferimenti",
            "anziano anziani anziana anziane",
            "cantiere cantieri",
            "orto orti",
            "ente enti",
            "camera camere",
            "familiare familiari",
            "visita visite visitare",
            "parco parchi",
            "nido nidi",
            "multa multe",
            "iscrizione iscrizioni",
            "figlio figli figlia figlie",
            "telefono telefoni",
            "chiave chiavi",
            "dichiarare dichiaro dichiarazione",
        ] {
            together(words);
        }
    }

    #[test]
    fn words_that_differ_stay_apart() {
        let stemmer = Stemmer::new();
        for (one, other) in [("perso", "persona"), ("parete", "parere"), ("libro", "libero"), ("nido", "nodo"), ("quarto", "quartiere")] {
            assert_ne!(stemmer.stem(one), stemmer.stem(other), "{one} {other}");
        }
    }
}
