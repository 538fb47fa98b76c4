// SPDX-License-Identifier: EUPL-1.2
//! The files of a build, ready to be served.

use crate::serve::{
    headers::Headers,
    redirects::Redirects,
    rules::{RuleFault, RulesError},
};
use std::{
    collections::BTreeMap,
    fmt,
    sync::{Arc, OnceLock},
};

/// The site as the build made it, with its rules. Paths have no leading slash: `servizi/x/index.html`.
#[derive(Debug)]
pub struct Published {
    files: Files,
    late: Option<Late>,
    headers: Headers,
    redirects: Redirects,
}

/// Files by path.
type Files = BTreeMap<String, Arc<[u8]>>;

/// Files of a folder that are made when one of them is first asked for.
struct Late {
    folder: &'static str,
    make: Box<dyn Fn() -> Files + Send + Sync>,
    made: OnceLock<Files>,
}

impl fmt::Debug for Late {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Late").field("folder", &self.folder).finish_non_exhaustive()
    }
}

/// What stands at an address.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Found<'a> {
    /// This file.
    File(&'a str, &'a Arc<[u8]>),
    /// A folder with a page, asked for without its last slash.
    Folder,
}

impl Published {
    /// Takes the files of a build; `_headers` and `_redirects`, in Netlify's syntax, become rules and are not served.
    ///
    /// # Errors
    /// When a line of these two files cannot be used.
    pub fn new(mut files: Files) -> Result<Self, RulesError> {
        let mut rules = |file: &'static str| match files.remove(file) {
            None => Ok(String::new()),
            Some(bytes) => String::from_utf8(bytes.to_vec()).map_err(|_| RulesError { file, line: 0, fault: RuleFault::NotUtf8 }),
        };
        let headers = Headers::parse(&rules(crate::serve::headers::FILE)?)?;
        let redirects = Redirects::parse(&rules(crate::serve::redirects::FILE)?)?;
        Ok(Self { files, late: None, headers, redirects })
    }

    /// Adds files of a folder (with its last slash) that take long to make and that few ask for.
    #[must_use]
    pub fn with_late(self, folder: &'static str, make: impl Fn() -> BTreeMap<String, Arc<[u8]>> + Send + Sync + 'static) -> Self {
        Self { late: Some(Late { folder, make: Box::new(make), made: OnceLock::new() }), ..self }
    }

    /// Whether a path of a request waits for files that are not made yet.
    pub(super) fn waits(&self, path: &str) -> bool {
        let asked = |late: &Late| late.made.get().is_none() && path.strip_prefix('/').is_some_and(|path| path.len() > late.folder.len() && path.starts_with(late.folder));
        self.late.as_ref().is_some_and(asked)
    }

    /// Makes the files that were put off.
    pub(super) fn make_late(&self) {
        if let Some(late) = &self.late {
            late.made.get_or_init(&late.make);
        }
    }

    /// The rules of `_headers`.
    #[must_use]
    pub fn headers(&self) -> &Headers {
        &self.headers
    }

    /// The rules of `_redirects`.
    #[must_use]
    pub fn redirects(&self) -> &Redirects {
        &self.redirects
    }

    /// The file with this very path.
    pub(super) fn file(&self, path: &str) -> Option<(&str, &Arc<[u8]>)> {
        let late = || self.late.as_ref()?.made.get()?.get_key_value(path);
        self.files.get_key_value(path).or_else(late).map(|(path, bytes)| (path.as_str(), bytes))
    }

    /// The file that a rule shows: a page may be named without its last slash.
    pub(super) fn target(&self, path: &str) -> Option<(&str, &Arc<[u8]>)> {
        match self.find(path)? {
            Found::File(name, bytes) => Some((name, bytes)),
            Found::Folder => self.file(&format!("{}/index.html", path.strip_prefix('/')?)),
        }
    }

    /// What stands at the path of a request, without escapes and with its first slash.
    pub(super) fn find(&self, path: &str) -> Option<Found<'_>> {
        let path = path.strip_prefix('/')?;
        if path.is_empty() || path.ends_with('/') {
            return self.file(&format!("{path}index.html")).map(|(path, bytes)| Found::File(path, bytes));
        }
        let file = self.file(path).map(|(path, bytes)| Found::File(path, bytes));
        file.or_else(|| self.files.contains_key(&format!("{path}/index.html")).then_some(Found::Folder))
    }
}
