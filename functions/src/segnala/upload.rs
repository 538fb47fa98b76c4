// SPDX-License-Identifier: EUPL-1.2
//! What a form with photos sends. Fields come before files, so that what was typed is kept even when a file is
//! too large; a file that is too large is read to its end and thrown away, so that the browser hears the answer.

use crate::app::{App, Stores};
use crate::form::{BODY_BYTES, Fields};
use crate::reply::Failure;
use axum::body::Body;
use bytes::Bytes;
use domain::report::photo::{Photo, PhotoId, Size};
use futures_util::stream::{self, Stream, StreamExt as _};
use http::{HeaderMap, header};
use imaging::decode::DecodeError;
use imaging::photo::{BYTES, draw};
use model::geo::Point;
use multer::{Constraints, Field, Multipart, SizeLimit};
use std::sync::Arc;

/// Bytes that are read of one request, at most: three photos and what is around them. Whoever sends more is cut off.
/// The proxies of `infra/proxy` let as much through.
const STREAM: u64 = 40 * 1024 * 1024;

/// The name of the field with files.
pub const FILES: &str = "foto_file";

/// Files that one request may send.
const MOST_FILES: usize = 10;

/// Bytes of photos that come with one request where browsers can send them straight: Lambda gives a function six
/// megabytes, and a form with photos comes in base64.
const THROUGH: usize = 4_400_000;

/// What was sent.
#[derive(Debug, Default)]
pub struct Sent {
    /// The fields.
    pub fields: Fields,
    /// The photos, as they came.
    pub files: Vec<File>,
}

/// A file that was sent.
#[derive(Debug)]
pub enum File {
    /// Its bytes.
    Whole(Vec<u8>),
    /// It is larger than a photo may be.
    TooLarge,
}

/// Reads a form, with files or without.
///
/// # Errors
/// When it is too large, or breaks off.
pub async fn read<S: Stores>(app: &App<S>, headers: &HeaderMap, body: Body) -> Result<Sent, Failure> {
    let kind = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    if !kind.trim_start().to_ascii_lowercase().starts_with("multipart/form-data") {
        return Ok(Sent { fields: Fields::body(body).await?, files: Vec::new() });
    }
    let boundary = multer::parse_boundary(kind).map_err(|_| unreadable())?;
    let constraints = Constraints::new().size_limit(SizeLimit::new().whole_stream(STREAM));
    let mut multipart = Multipart::with_constraints(piecewise(body), boundary, constraints);
    let (mut sent, mut text) = (Sent::default(), 0);
    let mut room = if is_direct(app) { THROUGH } else { usize::MAX };
    loop {
        let field = match multipart.next_field().await {
            Ok(Some(field)) => field,
            Ok(None) => return Ok(sent),
            // What came before is whole: the fields, and perhaps a photo.
            Err(error) if is_size(&error) => {
                sent.files.push(File::TooLarge);
                return Ok(sent);
            }
            Err(_) => return Err(unreadable()),
        };
        let name = field.name().unwrap_or_default().to_owned();
        if name == FILES || field.file_name().is_some() {
            let is_photo = name == FILES && sent.files.len() < MOST_FILES;
            match whole(field, room.min(BYTES)).await? {
                Some(bytes) if bytes.is_empty() || !is_photo => {}
                Some(bytes) => {
                    room -= bytes.len();
                    sent.files.push(File::Whole(bytes));
                }
                None => sent.files.push(File::TooLarge),
            }
            continue;
        }
        let value = whole(field, BODY_BYTES - text).await?.ok_or(Failure::TooLarge)?;
        text += value.len();
        sent.fields.put(&name, &String::from_utf8_lossy(&value))?;
    }
}

/// The pieces of a body with a pause after each: the reader of forms takes all that is ready into memory, and so
/// it takes one piece, of which it throws away what is too much.
fn piecewise(body: Body) -> impl Stream<Item = Result<Bytes, axum::Error>> + Send {
    stream::unfold(body.into_data_stream(), |mut pieces| async {
        tokio::task::yield_now().await;
        pieces.next().await.map(|piece| (piece, pieces))
    })
}

/// The bytes of a field, read to its end; `None` when there are too many.
async fn whole(mut field: Field<'_>, most: usize) -> Result<Option<Vec<u8>>, Failure> {
    let mut bytes = Some(Vec::new());
    loop {
        match field.chunk().await {
            Ok(Some(chunk)) => {
                bytes = bytes.filter(|bytes| bytes.len() + chunk.len() <= most);
                if let Some(bytes) = &mut bytes {
                    bytes.extend_from_slice(&chunk);
                }
            }
            Ok(None) => return Ok(bytes),
            Err(error) if is_size(&error) => return Ok(None),
            Err(_) => return Err(unreadable()),
        }
    }
}

fn is_size(error: &multer::Error) -> bool {
    matches!(error, multer::Error::StreamSizeExceeded { .. } | multer::Error::FieldSizeExceeded { .. })
}

fn unreadable() -> Failure {
    Failure::Unreadable("La richiesta si è interrotta, oppure non è un modulo: riprova.")
}

/// Why a photo is not taken, in plain Italian.
const TOO_LARGE: &str = "Una foto è troppo pesante: ogni foto può arrivare a 10 MB";
const TOO_LARGE_THROUGH: &str = "Le foto pesano troppo per arrivare così: in tutto possono pesare 4 MB. Mandane una alla volta, o più piccole";

/// Whether browsers can send photos straight to where they are kept.
pub fn is_direct<S: Stores>(app: &App<S>) -> bool {
    app.photos().is_some_and(|photos| photos.arrivals().is_some())
}

/// A photo that waits for its report.
#[derive(Debug, Clone, Copy)]
pub struct Waiting {
    /// Its name.
    pub id: PhotoId,
    /// Where it was made, when the camera wrote it down.
    pub position: Option<Point>,
}

/// Draws a photo again and puts it where it waits; or says, in plain Italian, why it is not taken.
///
/// # Errors
/// When photos are not taken here, or where they are kept does not answer.
pub async fn put<S: Stores>(app: &App<S>, file: File) -> Result<Result<Waiting, String>, Failure> {
    let File::Whole(bytes) = file else { return Ok(Err(if is_direct(app) { TOO_LARGE_THROUGH } else { TOO_LARGE }.to_owned())) };
    keep_drawn(app, PhotoId::new(app.fresh().bytes()), bytes).await
}

/// The same of a photo that a browser sent itself; what it sent is deleted, whether it is taken or not.
///
/// # Errors
/// When browsers cannot do that here, or where photos are kept does not answer.
pub async fn put_sent<S: Stores>(app: &App<S>, id: PhotoId) -> Result<Result<Waiting, String>, Failure> {
    let photos = app.photos().ok_or(Failure::NotFound)?;
    let arrivals = photos.arrivals().ok_or(Failure::NotFound)?;
    // Asked again after a reply that was lost; or another photo came under its name, which nobody has looked at.
    if photos.get(id, Size::Full).await?.is_some() {
        arrivals.discard(id).await?;
        return Ok(Ok(Waiting { id, position: None }));
    }
    let Some(bytes) = arrivals.sent(id).await? else { return Ok(Err("La foto non è arrivata: mandala di nuovo".to_owned())) };
    let taken = keep_drawn(app, id, bytes).await?;
    arrivals.discard(id).await?;
    Ok(taken)
}

async fn keep_drawn<S: Stores>(app: &App<S>, id: PhotoId, bytes: Vec<u8>) -> Result<Result<Waiting, String>, Failure> {
    let photos = app.photos().ok_or(Failure::NotFound)?;
    let permit = Arc::clone(app.drawing()).acquire_owned().await.map_err(|_| Failure::NoSite)?;
    // Drawing goes on when who sent the photo has left, and so the permit goes with it.
    let drawn = tokio::task::spawn_blocking(move || {
        let drawn = draw(&bytes);
        drop(permit);
        drawn
    });
    let drawn = match drawn.await {
        Ok(Ok(drawn)) => drawn,
        Ok(Err(DecodeError::TooLarge { width, height })) => return Ok(Err(format!("Una foto è troppo grande, {width} × {height} punti: mandane una più piccola"))),
        // A decoder that panics on an odd file says the same as one that refuses it; in Lambda the function ends.
        Ok(Err(DecodeError::Unreadable)) | Err(_) => return Ok(Err("Un file non è una foto che possiamo leggere: vanno bene JPEG, PNG e WebP".to_owned())),
    };
    photos.put(id, Photo { full: drawn.full, small: drawn.small }).await?;
    Ok(Ok(Waiting { id, position: drawn.position }))
}
