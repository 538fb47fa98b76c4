// SPDX-License-Identifier: EUPL-1.2
//! What must go, and when. So many days after the last change everything personal is deleted: e-mail addresses
//! with their letters, and whatever the citizen wrote or sent that no office let through. What everybody could
//! read stays: it is the memory of the town.

use super::history::{By, Entry, What};
use super::photo::{DRAFT_HOURS, Photos};
use super::services::Services;
use super::store::{Reports, Written};
use super::{Place, Report, Text, Visibility, after_days};
use crate::store::Answer;
use jiff::{Timestamp, ToSpan as _};

/// Reports that are looked at in one go.
const AT_ONCE: usize = 50;

/// When what is personal goes, of a report that changes now.
pub(super) fn erase_at(services: &Services, now: Timestamp) -> Timestamp {
    after_days(now, i64::from(services.keep_days))
}

/// What was deleted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Swept {
    /// Reports that are public only.
    pub reports: usize,
    /// People who did not confirm.
    pub unconfirmed: usize,
    /// Photos that no report kept.
    pub drafts: usize,
}

/// The report without anything personal.
#[must_use]
pub fn erased(report: &Report, now: Timestamp) -> Report {
    let mut next = report.clone();
    next.version += 1;
    next.erased = true;
    next.history.push(Entry { at: now, version: next.version, by: By::Calendar, what: What::Erased });
    if report.shown != Visibility::Shown {
        next.text = Text::default();
        next.place = report.place.as_ref().map(|place| Place { district: place.district.clone(), ..Place::default() });
    }
    for entry in &mut next.history {
        match (&entry.by, &mut entry.what) {
            // Notes for offices may name people, and so may a citizen who opens a report again.
            (_, What::Noted(text)) | (By::Reporter, What::Moved { note: text, .. }) => text.clear(),
            _ => {}
        }
    }
    next.photos.retain(|photo| photo.shown == Visibility::Shown);
    next
}

/// Deletes everything that is due. Photos go first: a report is due until all of it is gone.
///
/// # Errors
/// When a store does not answer. What is deleted stays deleted, and the rest is due still.
pub async fn sweep<R: Reports>(store: &R, photos: Option<&dyn Photos>, now: Timestamp) -> Answer<Swept> {
    let mut swept = Swept { unconfirmed: store.forget_unconfirmed(now).await?, ..Swept::default() };
    for report in store.due_for_erasure(now, AT_ONCE).await? {
        if let Some(photos) = photos {
            for photo in report.photos.iter().filter(|photo| photo.shown != Visibility::Shown) {
                photos.remove(photo.id).await?;
            }
        }
        if store.erase(&erased(&report, now)).await? == Written::Done {
            swept.reports += 1;
        }
    }
    if let Some(photos) = photos {
        swept.drafts = photos.forget(now.saturating_sub(DRAFT_HOURS.hours()).unwrap_or(Timestamp::MIN)).await?;
    }
    Ok(swept)
}
