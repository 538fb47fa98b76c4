// SPDX-License-Identifier: EUPL-1.2
//! The port of photos on the bucket.

use crate::access::Access;
use crate::request::{Door, Wish, failed};
use bytes::Bytes;
use domain::report::photo::{Arrivals, Draft, Photo, PhotoId, Photos, Size, Ticket, Work};
use domain::store::Answer;
use http::{Method, StatusCode};
use jiff::Timestamp;
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};

/// Where photos wait, and where they are kept.
const DRAFTS: &str = "drafts";
const KEPT: &str = "kept";

/// The two objects of a photo. The small one is put first: where the large one is, both are.
const SIZES: [Size; 2] = [Size::Small, Size::Full];

/// A bucket of photos.
#[derive(Debug, Clone)]
pub struct Bucket {
    pub(crate) door: Door,
}

/// The key of an object: letters and digits, so that it needs no quoting.
fn key(folder: &str, id: PhotoId, size: Size) -> String {
    match size {
        Size::Full => format!("{folder}/{}.jpg", id.text()),
        Size::Small => format!("{folder}/{}-small.jpg", id.text()),
    }
}

/// The key of a photo as a browser sends it.
pub(crate) fn sent_key(id: PhotoId) -> String {
    format!("{DRAFTS}/{}.sent", id.text())
}

/// What stands between `<tag>` and `</tag>`. What we read so are keys of ours, times and marks: nothing is escaped.
fn each<'a>(text: &'a str, tag: &str) -> impl Iterator<Item = &'a str> {
    let (open, close) = (format!("<{tag}>"), format!("</{tag}>"));
    let parts: Vec<&str> = text.split(&*open).skip(1).filter_map(|rest| Some(rest.split_once(&*close)?.0)).collect();
    parts.into_iter()
}

impl Bucket {
    /// The photos of a bucket. Nothing is asked yet.
    #[must_use]
    pub fn new(access: Access) -> Self {
        Self { door: Door::new(access) }
    }

    async fn ask(&self, deed: &'static str, method: Method, key: &str, headers: &[(&'static str, String)], body: Vec<u8>) -> Answer<Option<Bytes>> {
        let path = format!("/{key}");
        self.door.ask(deed, &Wish { method, path: &path, headers, body: Bytes::from(body) }).await?.found(deed)
    }

    async fn read(&self, key: &str) -> Answer<Option<Vec<u8>>> {
        Ok(self.ask("read a photo", Method::GET, key, &[], Vec::new()).await?.map(Vec::from))
    }

    async fn write(&self, key: &str, bytes: Vec<u8>) -> Answer<()> {
        let deed = "put a photo";
        let headers = [("content-type", "image/jpeg".to_owned())];
        self.ask(deed, Method::PUT, key, &headers, bytes).await?.map(|_| ()).ok_or_else(|| failed(deed, "there is no such bucket"))
    }

    async fn delete(&self, key: &str) -> Answer<()> {
        self.ask("delete a photo", Method::DELETE, key, &[], Vec::new()).await.map(|_| ())
    }

    /// Copies an object; says whether it was there. The bucket may say no in a reply that looks good.
    async fn copy(&self, from: &str, to: &str) -> Answer<bool> {
        let deed = "keep a photo";
        let headers = [("x-amz-copy-source", format!("/{}/{from}", self.door.access.bucket))];
        match self.ask(deed, Method::PUT, to, &headers, Vec::new()).await? {
            None => Ok(false),
            Some(body) if each(&String::from_utf8_lossy(&body), "ETag").next().is_some() => Ok(true),
            Some(_) => Err(failed(deed, "the copy broke off")),
        }
    }

    async fn is_there(&self, key: &str) -> Answer<bool> {
        let deed = "look for a photo";
        let path = format!("/{key}");
        let said = self.door.ask(deed, &Wish { method: Method::HEAD, path: &path, headers: &[], body: Bytes::new() }).await?;
        match said.status {
            StatusCode::NOT_FOUND => Ok(false),
            status if status.is_success() => Ok(true),
            status => Err(failed(deed, status.to_string())),
        }
    }

    async fn keep(&self, id: PhotoId) -> Answer<bool> {
        // What is kept was perhaps shown: nothing that came later takes its place.
        if !self.is_kept(id).await? {
            for size in SIZES {
                let (draft, kept) = (key(DRAFTS, id, size), key(KEPT, id, size));
                if !self.copy(&draft, &kept).await? && !self.is_there(&kept).await? {
                    return Ok(false);
                }
            }
        }
        for size in SIZES {
            self.delete(&key(DRAFTS, id, size)).await?;
        }
        Ok(true)
    }

    /// Where the large one is, both are.
    async fn is_kept(&self, id: PhotoId) -> Answer<bool> {
        self.is_there(&key(KEPT, id, Size::Full)).await
    }

    async fn get(&self, id: PhotoId, size: Size) -> Answer<Option<Vec<u8>>> {
        for folder in [KEPT, DRAFTS] {
            if let Some(bytes) = self.read(&key(folder, id, size)).await? {
                return Ok(Some(bytes));
            }
        }
        // Between the two looks it may have been kept.
        self.read(&key(KEPT, id, size)).await
    }

    /// The keys of all objects that wait since before then, with when they were written.
    async fn waiting(&self, before: Timestamp) -> Answer<Vec<(String, Timestamp)>> {
        let (mut out, mut mark) = (Vec::new(), None::<String>);
        loop {
            let after = mark.as_deref().map(|mark| format!("continuation-token={}&", utf8_percent_encode(mark, NON_ALPHANUMERIC))).unwrap_or_default();
            let question = format!("?{after}list-type=2&prefix={DRAFTS}%2F");
            let page = self.ask("look through the photos", Method::GET, &question, &[], Vec::new()).await?;
            let page = String::from_utf8_lossy(&page.unwrap_or_default()).into_owned();
            for entry in each(&page, "Contents") {
                let (Some(key), Some(written)) = (each(entry, "Key").next(), each(entry, "LastModified").next()) else { continue };
                if let Some(at) = written.parse::<Timestamp>().ok().filter(|written| *written < before) {
                    out.push((key.to_owned(), at));
                }
            }
            mark = each(&page, "NextContinuationToken").next().map(str::to_owned);
            if mark.is_none() {
                return Ok(out);
            }
        }
    }

    async fn drafts(&self, before: Timestamp) -> Answer<Vec<Draft>> {
        let id = |key: &str| PhotoId::parse(key.strip_prefix(DRAFTS)?.strip_prefix('/')?.strip_suffix(".jpg")?);
        Ok(self.waiting(before).await?.into_iter().filter_map(|(key, at)| Some(Draft { id: id(&key)?, at })).collect())
    }

    async fn forget(&self, before: Timestamp) -> Answer<usize> {
        let mut count = 0;
        for (key, _) in self.waiting(before).await? {
            self.delete(&key).await?;
            count += usize::from(key.ends_with(".jpg") && !key.ends_with("-small.jpg"));
        }
        Ok(count)
    }
}

impl Photos for Bucket {
    fn put(&self, id: PhotoId, photo: Photo) -> Work<'_, ()> {
        Box::pin(async move {
            self.write(&key(DRAFTS, id, Size::Small), photo.small).await?;
            self.write(&key(DRAFTS, id, Size::Full), photo.full).await
        })
    }

    fn keep(&self, id: PhotoId) -> Work<'_, bool> {
        Box::pin(self.keep(id))
    }

    fn is_kept(&self, id: PhotoId) -> Work<'_, bool> {
        Box::pin(self.is_kept(id))
    }

    fn get(&self, id: PhotoId, size: Size) -> Work<'_, Option<Vec<u8>>> {
        Box::pin(self.get(id, size))
    }

    fn remove(&self, id: PhotoId) -> Work<'_, ()> {
        Box::pin(async move {
            for folder in [DRAFTS, KEPT] {
                for size in SIZES.into_iter().rev() {
                    self.delete(&key(folder, id, size)).await?;
                }
            }
            Ok(())
        })
    }

    fn drafts(&self, before: Timestamp) -> Work<'_, Vec<Draft>> {
        Box::pin(self.drafts(before))
    }

    fn forget(&self, before: Timestamp) -> Work<'_, usize> {
        Box::pin(self.forget(before))
    }

    fn arrivals(&self) -> Option<&dyn Arrivals> {
        Some(self)
    }
}

impl Arrivals for Bucket {
    fn ticket(&self, id: PhotoId, most: usize, now: Timestamp) -> Ticket {
        crate::ticket::ticket(&self.door.access, &sent_key(id), most, now)
    }

    fn sent(&self, id: PhotoId) -> Work<'_, Option<Vec<u8>>> {
        Box::pin(async move { self.read(&sent_key(id)).await })
    }

    fn discard(&self, id: PhotoId) -> Work<'_, ()> {
        Box::pin(async move { self.delete(&sent_key(id)).await })
    }

    fn origin(&self) -> String {
        let base = &self.door.access.base;
        base.split('/').take(3).collect::<Vec<_>>().join("/")
    }
}
