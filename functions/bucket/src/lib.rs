// SPDX-License-Identifier: EUPL-1.2
//! Citizens' photos in an S3 bucket that nobody but the functions reads.
//!
//! # Objects
//!
//! | object | what it is |
//! |---|---|
//! | `drafts/<name>.sent` | a photo as a browser sent it, until a function draws it again |
//! | `drafts/<name>.jpg`, `drafts/<name>-small.jpg` | drawn again; it waits for its report |
//! | `kept/<name>.jpg`, `kept/<name>-small.jpg` | of a report |
//!
//! The bucket deletes what is under `drafts/` by itself too (`infra/template.yaml`).
//!
//! # Requests
//!
//! | step | requests |
//! |---|---|
//! | put | two `PUT` |
//! | keep | two copies, two `DELETE` |
//! | get | one `GET`, two when it is not kept yet |
//! | remove | four `DELETE` |
//! | a photo that a browser sent | one `GET`, one `DELETE` beside the two `PUT` |
//! | forget | one list a thousand objects, one `DELETE` each that goes |
//!
//! A function needs `s3:GetObject`, `s3:PutObject` and `s3:DeleteObject` on the objects and `s3:ListBucket` on the
//! bucket: without the last, S3 says of what is not there that it may not be seen.

mod access;
mod photos;
mod request;
mod ticket;

pub use access::Access;
pub use photos::Bucket;
