// SPDX-License-Identifier: EUPL-1.2
//! Comics from scripts. An editor says who stands where and who says what; this crate decides the rest.
//!
//! 1. [`script`]: the script in types; its closed lists are in [`codes`].
//! 2. [`layout`]: where people, screens and balloons are, by measured text ([`font`], [`wrap`]); what cannot be
//!    laid out is a [`problem::Problem`].
//! 3. [`panel`] and [`cover`]: the art, as SVG in layers.
//! 4. [`timeline`]: when each line is read, by reading speed; [`vtt`]: captions and chapters; [`transcript`].
//! 5. [`board`]: all of it together for one script.
//!
//! Nothing here opens a file, knows a clock or a page.

pub mod art;
pub mod background;
pub mod board;
pub mod checklist;
pub mod codes;
pub mod colour;
pub mod cover;
pub mod figure;
pub mod font;
pub mod geometry;
pub mod layout;
pub mod object;
pub mod panel;
pub mod problem;
pub mod screen;
pub mod script;
pub mod sheet;
pub mod stage;
pub mod tail;
pub mod timeline;
pub mod transcript;
pub mod vtt;
pub mod wrap;
