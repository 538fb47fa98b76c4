// SPDX-License-Identifier: EUPL-1.2
//! Divides a Markdown file into its block of keys and its body.

use crate::fault::{Fault, Faults};

/// The two parts of a file, each with the number of its first line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Parts<'a> {
    /// The YAML between the two `---`.
    pub keys: &'a str,
    /// Its first line.
    pub keys_line: usize,
    /// What follows.
    pub body: &'a str,
    /// Its first line.
    pub body_line: usize,
}

/// Divides a file.
pub fn divide<'a>(text: &'a str, faults: &mut Faults) -> Option<Parts<'a>> {
    let mut keys = None;
    let mut start = 0;
    let ends = memchr::memchr_iter(b'\n', text.as_bytes()).map(|newline| newline + 1).chain([text.len()]);
    for (index, end) in ends.enumerate() {
        let line = &text[start..end];
        let is_rule = line.starts_with("---") && line.trim_end() == "---";
        match keys {
            None if !is_rule => {
                faults.add(Fault::no_front_matter);
                return None;
            }
            None => keys = Some(end),
            Some(keys) if is_rule => return Some(Parts { keys: &text[keys..start], keys_line: 2, body: &text[end..], body_line: index + 2 }),
            Some(_) => {}
        }
        start = end;
    }
    faults.add(Fault::open_front_matter);
    None
}

#[cfg(test)]
mod tests {
    use super::divide;
    use crate::fault::Faults;

    fn check(text: &str, expected: Result<(&str, &str, usize), &str>) {
        let mut faults = Faults::new("x.md".into());
        let got = divide(text, &mut faults).map(|p| (p.keys, p.body, p.body_line));
        let code = faults.into_list().first().map_or("", |fault| fault.code);
        assert_eq!(got.ok_or(code), expected, "{text:?}");
    }

    #[test]
    fn a_file_has_keys_and_a_body() {
        check("---\na: 1\n---\ntesto\n", Ok(("a: 1\n", "testo\n", 4)));
        check("---\r\na: 1\r\n---\r\ntesto", Ok(("a: 1\r\n", "testo", 4)));
        check("---\n---\n", Ok(("", "", 3)));
        check("---\na: 1\n---", Ok(("a: 1\n", "", 4)));
        check("", Err("intestazione-mancante"));
        check("testo\n---\n", Err("intestazione-mancante"));
        check("---\na: 1\n", Err("intestazione-aperta"));
        check("---", Err("intestazione-aperta"));
    }
}
