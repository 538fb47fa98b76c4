// SPDX-License-Identifier: EUPL-1.2
//! What a result shows: address, title and summary, a line a document, a tab between them.

use super::{Document, files::Files, order::Order};

/// A file ends when it has this many bytes, before compression.
const FILE_BYTES: usize = 2_500;

/// Writes the files; gives the number of documents and the hash of each.
pub fn write(order: &Order, documents: &[Document], files: &mut Files) -> Vec<(usize, String)> {
    let mut ranges = Vec::new();
    let (mut text, mut count) = (String::new(), 0);
    for place in &order.places {
        let document = &documents[*place];
        for (part, end) in [(document.url.as_str(), '\t'), (document.title, '\t'), (document.summary, '\n')] {
            text.push_str(&one_line(part));
            text.push(end);
        }
        count += 1;
        if text.len() >= FILE_BYTES {
            ranges.push((std::mem::take(&mut count), files.add('s', std::mem::take(&mut text))));
        }
    }
    if count > 0 {
        ranges.push((count, files.add('s', text)));
    }
    ranges
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
