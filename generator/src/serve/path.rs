// SPDX-License-Identifier: EUPL-1.2
//! Percent escapes of paths, in and out.

/// What a part taken from a request keeps when it is put into an address. Neither `?`, `#`, `&`
/// nor a backslash is among them: nobody outside decides how the address is read.
const SAFE: &[u8] = b"-._~/:@!$'()*,;";
/// What an address written in a rule keeps besides: it is an address already.
const WRITTEN: &[u8] = b"-._~/:@!$'()*,;?#&=+%[]";

/// The path of a request without escapes. `None` for one that no file can have: broken escapes,
/// no UTF-8, control characters, backslashes, `.` and `..`.
pub(crate) fn decode(path: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(path.len());
    let mut rest = path.as_bytes();
    while let Some((&first, after)) = rest.split_first() {
        if first == b'%' {
            let (high, low) = (hex(*after.first()?)?, hex(*after.get(1)?)?);
            bytes.push(high << 4 | low);
            rest = &after[2..];
        } else {
            bytes.push(first);
            rest = after;
        }
    }
    let text = String::from_utf8(bytes).ok()?;
    let strange = text.contains(|c: char| c.is_control() || c == '\\') || text.split('/').any(|part| part == "." || part == "..");
    (!strange && text.starts_with('/')).then_some(text)
}

/// A part of a request, made safe for an address.
pub(super) fn encode(text: &str) -> String {
    escape(text, SAFE)
}

/// An address of a rule, made safe for a header.
pub(super) fn encode_written(text: &str) -> String {
    escape(text, WRITTEN)
}

fn escape(text: &str, keep: &[u8]) -> String {
    let digit = |n: u8| char::from(b"0123456789ABCDEF"[usize::from(n & 15)]);
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || keep.contains(&byte) {
            out.push(char::from(byte));
        } else {
            out.extend(['%', digit(byte >> 4), digit(byte)]);
        }
    }
    out
}

fn hex(byte: u8) -> Option<u8> {
    char::from(byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok())
}

#[cfg(test)]
mod tests {
    use super::{decode, encode};

    #[test]
    fn escapes_go_in_and_out() {
        for (path, expected) in [
            ("/", Some("/")),
            ("/a%20b/%C3%A8", Some("/a b/è")),
            ("/%2e%2e/etc", None),
            ("/a/../b", None),
            ("/a/%2E/b", None),
            ("/a%5cb", None),
            ("/a%00", None),
            ("/a%0d%0ab", None),
            ("/%", None),
            ("/%4", None),
            ("/%zz", None),
            ("/%FF", None),
            ("", None),
            ("a", None),
        ] {
            assert_eq!(decode(path).as_deref(), expected, "{path}");
        }
        assert_eq!(encode("/è?#&\r\n\\%"), "/%C3%A8%3F%23%26%0D%0A%5C%25");
    }
}
