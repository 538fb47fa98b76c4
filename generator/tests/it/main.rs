// SPDX-License-Identifier: EUPL-1.2
//! All integration tests of the generator, in one binary.

mod audit;
mod audit_model;
mod audit_site;
mod cases;
mod comics;
mod faults;
mod pages;
mod pictures;
mod production;
mod program;
mod properties;
mod readable;
mod reports;
mod schemas;
mod serve;
mod sites;
mod style_cases;
mod style_laws;
mod style_town;
mod tidy;
mod urls;
mod words;
mod write;
