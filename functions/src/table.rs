// SPDX-License-Identifier: EUPL-1.2
//! Tables for other programs (RFC 4180), in which no cell is a formula.

/// A table with a head.
#[must_use]
pub fn csv<R: AsRef<[String]>>(head: &[&str], rows: &[R]) -> Option<Vec<u8>> {
    let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(Vec::new());
    writer.write_record(head).ok()?;
    for row in rows {
        writer.write_record(row.as_ref().iter().map(|cell| harmless(cell))).ok()?;
    }
    writer.into_inner().ok()
}

/// A cell that no spreadsheet takes for a formula: citizens write what they like.
#[must_use]
pub fn harmless(cell: &str) -> String {
    // A number is a number, below nought too.
    if cell.strip_prefix('-').unwrap_or(cell).bytes().all(|byte| byte.is_ascii_digit() || byte == b'.') {
        return cell.to_owned();
    }
    let mut out = String::with_capacity(cell.len());
    // A spreadsheet of this country begins a cell at `;` too, whatever quotes say.
    for (index, part) in cell.split_inclusive([';', '\t', '\r', '\n']).enumerate() {
        let first = part.trim_start_matches(' ').chars().next();
        let begins = matches!(first, Some('=' | '+' | '-' | '@' | '|' | '%')) || (index == 0 && matches!(first, Some('\t' | '\r')));
        out.extend(begins.then_some('\''));
        out.push_str(part);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::harmless;

    #[test]
    fn no_cell_is_a_formula() {
        for (cell, expected) in [
            ("Maria", "Maria"),
            ("=1+1", "'=1+1"),
            ("+39 035", "'+39 035"),
            (" @SUM(A1)", "' @SUM(A1)"),
            ("\n-2", "\n'-2"),
            ("bello; =HYPERLINK(1)", "bello;' =HYPERLINK(1)"),
            ("uno\t@due\r\n+3", "uno\t'@due\r\n'+3"),
            ("\tuno", "'\tuno"),
            ("a=b; c-d", "a=b; c-d"),
            ("-9.671200", "-9.671200"),
            ("-2+3", "'-2+3"),
            ("", ""),
        ] {
            assert_eq!(harmless(cell), expected);
        }
    }
}
