// SPDX-License-Identifier: EUPL-1.2
//! What every place for photos must do.

use super::get;
use domain::report::photo::{Photo, PhotoId, Photos, Size};
use jiff::{Timestamp, ToSpan as _};

fn id(number: u8) -> PhotoId {
    PhotoId::new([number; 16])
}

fn photo(number: u8) -> Photo {
    Photo { full: vec![number; 3000], small: vec![number; 30] }
}

/// Everything, on an empty place. `now` is the time of its clock.
///
/// # Panics
/// When it does not do as it must.
pub async fn all(photos: &dyn Photos, now: Timestamp) {
    let (before, after) = (now - 1.hour(), now + 1.hour());
    assert_eq!(get(photos.get(id(1), Size::Full)).await, None);
    assert!(!get(photos.keep(id(1))).await, "nobody keeps what is not there");
    for number in 1..=3 {
        get(photos.put(id(number), photo(number))).await;
        get(photos.put(id(number), photo(number))).await;
    }
    assert_eq!(get(photos.get(id(1), Size::Full)).await, Some(photo(1).full));
    assert_eq!(get(photos.get(id(1), Size::Small)).await, Some(photo(1).small));
    assert!(!get(photos.is_kept(id(1))).await && !get(photos.is_kept(id(9))).await);
    for _ in 0..2 {
        assert!(get(photos.keep(id(1))).await);
    }
    assert!(get(photos.is_kept(id(1))).await);
    // An office has looked at it: nothing that is put under its name takes its place, kept again or not.
    for _ in 0..2 {
        get(photos.put(id(1), photo(7))).await;
        assert_eq!(get(photos.get(id(1), Size::Full)).await, Some(photo(1).full));
        assert!(get(photos.keep(id(1))).await);
        for (size, bytes) in [(Size::Full, photo(1).full), (Size::Small, photo(1).small)] {
            assert_eq!(get(photos.get(id(1), size)).await, Some(bytes));
        }
    }
    assert_eq!(get(photos.get(id(1), Size::Full)).await, Some(photo(1).full));
    assert_eq!(get(photos.drafts(before)).await, []);
    assert_eq!(get(photos.forget(before)).await, 0, "they may still find their report");
    let mut drafts: Vec<PhotoId> = get(photos.drafts(after)).await.into_iter().filter(|draft| draft.at >= before && draft.at < after).map(|draft| draft.id).collect();
    drafts.sort_unstable();
    assert_eq!(drafts, [id(2), id(3)]);
    get(photos.remove(id(2))).await;
    get(photos.remove(id(2))).await;
    assert_eq!(get(photos.get(id(2), Size::Small)).await, None);
    assert_eq!(get(photos.forget(after)).await, 1, "the third, which nobody kept");
    assert_eq!(get(photos.get(id(3), Size::Full)).await, None);
    assert_eq!(get(photos.get(id(1), Size::Small)).await, Some(photo(1).small));
    get(photos.remove(id(1))).await;
    for size in [Size::Full, Size::Small] {
        assert_eq!(get(photos.get(id(1), size)).await, None);
    }
}
