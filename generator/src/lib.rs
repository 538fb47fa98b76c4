// SPDX-License-Identifier: EUPL-1.2
//! The generator: content and theme in, site out.

pub mod address;
pub mod context;
pub mod decode;
pub mod fault;
pub mod front_matter;
pub mod markdown;
pub mod parse;
pub mod plain;
pub mod raw;
pub mod report;
pub mod source;
pub mod span;
pub mod yaml;
