// SPDX-License-Identifier: EUPL-1.2
//! The settings of the functions in AWS, read from the environment and the folder of the function. This is the
//! door: only here are they asked for.
#![expect(clippy::disallowed_methods, reason = "this module is the door to the environment and to the function's folder")]

use anyhow::{Context as _, bail};
use axum::Router;
use bucket::Bucket;
use domain::person::Email;
use domain::token::Token;
use dynamo::Dynamo;
use functions::app::{App, Machine, REQUESTS_A_MINUTE, ServerKey, Sites};
use functions::proxy::{Secret, behind};
use functions::site::Site;
use jiff::{SignedDuration, Timestamp};
use post::message::Sender;
use post::server::Server;
use post::smtp::Smtp;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// A variable of the environment that must be there.
fn needed(name: &str) -> anyhow::Result<String> {
    std::env::var(name).with_context(|| format!("the variable `{name}` is not set"))
}

/// The files of `dist-functions/`, which the archive of a function holds beside its program.
fn files(folder: &Path, prefix: &str, out: &mut BTreeMap<String, Vec<u8>>) -> anyhow::Result<()> {
    for entry in std::fs::read_dir(folder).with_context(|| format!("cannot read {}", folder.display()))? {
        let entry = entry?;
        let name = format!("{prefix}{}", entry.file_name().to_string_lossy());
        if entry.path().is_dir() {
            files(&entry.path(), &format!("{name}/"), out)?;
        } else {
            out.insert(name, std::fs::read(entry.path()).with_context(|| format!("cannot read {}", entry.path().display()))?);
        }
    }
    Ok(())
}

/// The server's key: `SERVER_KEY`, two secrets of 26 characters one after the other.
fn key() -> anyhow::Result<ServerKey> {
    let text = needed("SERVER_KEY")?;
    let halves = text.split_at_checked(26).and_then(|(first, second)| Some([Token::parse(first)?.bytes(), Token::parse(second)?.bytes()].concat()));
    halves.as_deref().and_then(ServerKey::new).context("`SERVER_KEY` is no key: 52 characters, a to z and 2 to 7")
}

/// Who writes to citizens: `SENDER` and `SENDER_NAME`.
///
/// # Errors
/// When a variable is missing or odd.
pub fn sender() -> anyhow::Result<Sender> {
    let Some(address) = Email::parse(&needed("SENDER")?) else { bail!("`SENDER` is no e-mail address") };
    Ok(Sender { name: needed("SENDER_NAME")?, address, reply_to: None })
}

/// The mail server: `SMTP_URL`.
///
/// # Errors
/// When the variable is missing or odd.
pub fn smtp() -> anyhow::Result<Smtp> {
    Ok(Smtp::new(Server::parse(&needed("SMTP_URL")?)?, sender()?)?)
}

/// What one look at the outbox may need, of a mail server that is slow but answers.
const LOOK: SignedDuration = SignedDuration::from_mins(2);

/// Whether there is time for one more look, before Lambda ends the function: `deadline` is in milliseconds.
#[must_use]
pub fn has_time(deadline: u64, now: Timestamp) -> bool {
    i64::try_from(deadline).ok().and_then(|deadline| Timestamp::from_millisecond(deadline).ok()).is_some_and(|deadline| deadline.duration_since(now) > LOOK)
}

/// The site beside the program.
///
/// # Errors
/// When it is not there, or not as this program reads it.
pub fn site() -> anyhow::Result<Site> {
    let folder = PathBuf::from(needed("LAMBDA_TASK_ROOT")?).join("dist-functions");
    let mut found = BTreeMap::new();
    files(&folder, "", &mut found)?;
    Ok(Site::read(&found)?)
}

fn sites() -> anyhow::Result<Sites> {
    let sites = Sites::default();
    sites.publish(site()?);
    Ok(sites)
}

/// The table `TABLE`.
///
/// # Errors
/// When a setting is missing.
pub fn store() -> anyhow::Result<Dynamo> {
    let access = dynamo::Access::of_lambda(|name| std::env::var(name).ok()).map_err(|error| anyhow::Error::from_boxed(error.0))?;
    Ok(Dynamo::new(&access, &needed("TABLE")?))
}

/// The application without photos: the site, the table, the server's key.
///
/// # Errors
/// When a setting is missing or odd.
pub fn app() -> anyhow::Result<App<Dynamo>> {
    Ok(App::new(store()?, sites()?, Machine, key()?, sender()?))
}

/// The application with photos, in the bucket `PHOTOS_BUCKET`.
///
/// # Errors
/// When a setting is missing or odd.
pub fn app_with_photos() -> anyhow::Result<App<Dynamo>> {
    let access = bucket::Access::of_lambda(&needed("PHOTOS_BUCKET")?, |name| std::env::var(name).ok()).map_err(|error| anyhow::Error::from_boxed(error.0))?;
    Ok(App::with_photos(store()?, sites()?, Machine, key()?, sender()?, Arc::new(Bucket::new(access)), REQUESTS_A_MINUTE))
}

/// Routes, for who comes through the site's host alone: `PROXY_SECRET` is what they share.
///
/// # Errors
/// When the variable is missing or too short.
pub fn routes(app: App<Dynamo>, routes: fn(App<Dynamo>) -> Router) -> anyhow::Result<Router> {
    let secret = Secret::new(&needed("PROXY_SECRET")?).with_context(|| format!("`PROXY_SECRET` is too short: {} characters or more", Secret::LENGTH))?;
    Ok(behind(routes(app.clone()), app, secret))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_look_begins_only_when_it_can_end() {
        let now = Timestamp::from_second(1_000_000).expect("a moment");
        assert!(has_time(1_000_000_000 + 120_001, now));
        assert!(!has_time(1_000_000_000 + 120_000, now));
        assert!(!has_time(0, now));
        assert!(!has_time(u64::MAX, now));
    }
}
