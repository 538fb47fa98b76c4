// SPDX-License-Identifier: EUPL-1.2
//! Text to words: lower case, no accents, only a–z and 0–9. `cerca.js` does the same:
//! a test reads every letter up to U+024F in both.

/// Hands over the words of a text, folded; those of one letter say nothing and are left out.
pub fn each(text: &str, mut take: impl FnMut(&str)) {
    let mut word = String::new();
    for letter in text.chars() {
        match fold(letter) {
            Folded::Letter(letter) => word.push(letter),
            Folded::Nothing => {}
            Folded::Gap => hand_over(&mut word, &mut take),
        }
    }
    hand_over(&mut word, &mut take);
}

enum Folded {
    Letter(char),
    Nothing,
    Gap,
}

fn hand_over(word: &mut String, take: &mut impl FnMut(&str)) {
    if word.len() > 1 {
        take(word);
    }
    word.clear();
}

fn fold(letter: char) -> Folded {
    let plain = match letter {
        'a'..='z' | '0'..='9' => letter,
        'A'..='Z' => letter.to_ascii_lowercase(),
        // Combining accents, and the "&" of "b&b", which is one word.
        '\u{300}'..='\u{36f}' | '&' => return Folded::Nothing,
        _ => match accented(letter) {
            Some(plain) => plain,
            None => return Folded::Gap,
        },
    };
    Folded::Letter(plain)
}

/// The letter below the accent, for those letters of the Latin alphabet that Unicode takes apart.
fn accented(letter: char) -> Option<char> {
    Some(match letter {
        'À'..='Å' | 'à'..='å' | 'Ā'..='ą' | 'Ǎ' | 'ǎ' | 'Ǟ'..='ǡ' | 'Ǻ' | 'ǻ' | 'Ȁ'..='ȃ' | 'Ȧ' | 'ȧ' => 'a',
        'Ç' | 'ç' | 'Ć'..='č' => 'c',
        'Ď' | 'ď' => 'd',
        'È'..='Ë' | 'è'..='ë' | 'Ē'..='ě' | 'Ȅ'..='ȇ' | 'Ȩ' | 'ȩ' => 'e',
        'Ĝ'..='ģ' | 'Ǧ' | 'ǧ' | 'Ǵ' | 'ǵ' => 'g',
        'Ĥ' | 'ĥ' | 'Ȟ' | 'ȟ' => 'h',
        'Ì'..='Ï' | 'ì'..='ï' | 'Ĩ'..='İ' | 'Ǐ' | 'ǐ' | 'Ȉ'..='ȋ' => 'i',
        'Ĵ' | 'ĵ' | 'ǰ' => 'j',
        'Ķ' | 'ķ' | 'Ǩ' | 'ǩ' | '\u{212a}' => 'k',
        'Ĺ'..='ľ' => 'l',
        'Ñ' | 'ñ' | 'Ń'..='ň' | 'Ǹ' | 'ǹ' => 'n',
        'Ò'..='Ö' | 'ò'..='ö' | 'Ō'..='ő' | 'Ơ' | 'ơ' | 'Ǒ' | 'ǒ' | 'Ǫ'..='ǭ' | 'Ȍ'..='ȏ' | 'Ȫ'..='ȱ' => 'o',
        'Ŕ'..='ř' | 'Ȑ'..='ȓ' => 'r',
        'Ś'..='š' | 'Ș' | 'ș' => 's',
        'Ţ'..='ť' | 'Ț' | 'ț' => 't',
        'Ù'..='Ü' | 'ù'..='ü' | 'Ũ'..='ų' | 'Ư' | 'ư' | 'Ǔ'..='ǜ' | 'Ȕ'..='ȗ' => 'u',
        'Ŵ' | 'ŵ' => 'w',
        'Ý' | 'ý' | 'ÿ' | 'Ŷ'..='Ÿ' | 'Ȳ' | 'ȳ' => 'y',
        'Ź'..='ž' => 'z',
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    #[test]
    fn words_are_bare() {
        let check = |text: &str, expected: &[&str]| {
            let mut words = Vec::new();
            super::each(text, |word| words.push(word.to_owned()));
            assert_eq!(words, expected, "{text}");
        };
        check("Carta d'identità", &["carta", "identita"]);
        check("CARTA D’IDENTITA'", &["carta", "identita"]);
        check("un b&b, due B&B", &["un", "bb", "due", "bb"]);
        check("perche\u{301} 2026 🚲 \"x\"", &["perche", "2026"]);
        check("", &[]);
        check("Łódź", &["odz"]);
    }
}
