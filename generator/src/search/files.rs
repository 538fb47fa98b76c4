// SPDX-License-Identifier: EUPL-1.2
//! Files named after their content, so that browsers may keep them for ever.

use std::collections::BTreeMap;

/// 40 bits: thousands of files meet once in a million sites.
const HASH_LETTERS: usize = 8;

/// What has been written so far, by path.
pub struct Files(BTreeMap<String, Vec<u8>>);

impl Files {
    /// None yet.
    pub fn new() -> Self {
        Self(BTreeMap::new())
    }

    /// Keeps a file under a name made of its content; gives the hash in it.
    pub fn add(&mut self, letter: char, text: String) -> String {
        let hash = hash(text.as_bytes());
        self.put(format!("{letter}-{hash}.txt"), text.into_bytes());
        hash
    }

    /// Keeps a file under a name of its own.
    pub fn put(&mut self, path: String, bytes: Vec<u8>) {
        let same = self.0.insert(path, bytes.clone()).is_none_or(|before| before == bytes);
        assert!(same, "two files of the search index have one name: change HASH_LETTERS");
    }

    /// All of them.
    pub fn done(self) -> BTreeMap<String, Vec<u8>> {
        self.0
    }
}

fn hash(bytes: &[u8]) -> String {
    const LETTERS: &[u8; 32] = b"abcdefghijklmnopqrstuvwxyz234567";
    blake3::hash(bytes).as_bytes()[..HASH_LETTERS].iter().map(|byte| char::from(LETTERS[usize::from(byte % 32)])).collect()
}
