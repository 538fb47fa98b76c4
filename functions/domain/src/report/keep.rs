// SPDX-License-Identifier: EUPL-1.2
//! What must go, and when. So many days after the last change everything personal is deleted: e-mail addresses
//! with their letters, and whatever the citizen wrote or sent that no office let through. What everybody could
//! read stays: it is the memory of the town.

use super::history::{By, Entry, What};
use super::photo::{DRAFT_HOURS, PhotoId, Photos};
use super::services::Services;
use super::store::{Page, Reports, Which, Written};
use super::{Place, Report, Text, Visibility, after_days};
use crate::store::Answer;
use jiff::{Timestamp, ToSpan as _};
use std::collections::BTreeSet;

/// Reports that are looked at in one go.
const AT_ONCE: usize = 50;

/// Hours by which two clocks may differ.
const CLOCKS: i64 = 1;

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
    /// Photos that a report named and had not kept.
    pub rescued: usize,
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
        let before = now.saturating_sub(DRAFT_HOURS.hours()).unwrap_or(Timestamp::MIN);
        swept.rescued = rescue(store, photos, before).await?;
        swept.drafts = photos.forget(before).await?;
    }
    Ok(swept)
}

/// Keeps the photos that are about to be forgotten though a report names them: whoever took the report fell before
/// they could keep them. Reports are read only when there is something to forget, and only those that came after it
/// was put.
async fn rescue<R: Reports>(store: &R, photos: &dyn Photos, before: Timestamp) -> Answer<usize> {
    let drafts = photos.drafts(before).await?;
    let Some(oldest) = drafts.iter().map(|draft| draft.at).min() else { return Ok(0) };
    let waiting: BTreeSet<PhotoId> = drafts.iter().map(|draft| draft.id).collect();
    // The clock of the photos may be another.
    let mut page = Page { since: oldest.saturating_sub(CLOCKS.hours()).unwrap_or(Timestamp::MIN), before: None, most: AT_ONCE };
    let mut rescued = 0;
    loop {
        let reports = store.list(&Which::All, &page).await?;
        let Some(last) = reports.last() else { return Ok(rescued) };
        page.before = Some((last.submitted, last.code.clone()));
        for photo in reports.iter().flat_map(|report| &report.photos).filter(|photo| waiting.contains(&photo.id)) {
            rescued += usize::from(photos.keep(photo.id).await?);
        }
    }
}
