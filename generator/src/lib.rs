// SPDX-License-Identifier: EUPL-1.2
//! The generator: content and theme in, site out.

pub mod address;
pub mod album;
pub mod audit;
pub mod build;
pub mod check;
pub mod context;
pub mod decode;
pub mod diagnosis;
pub mod extra;
pub mod fault;
pub mod front_matter;
pub mod hosting;
pub mod lexicon;
pub mod markdown;
pub mod parse;
pub mod phrase;
pub mod picture;
pub mod plain;
pub mod raw;
pub mod read;
pub mod render;
pub mod report;
pub mod scaffold;
pub mod schema;
pub mod search;
pub mod serve;
pub mod source;
pub mod span;
pub mod style;
pub mod stylesheet;
pub mod view;
pub mod write;
pub mod yaml;
mod yaml_lines;
