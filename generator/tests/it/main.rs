// SPDX-License-Identifier: EUPL-1.2
//! All integration tests of the generator, in one binary.
#![expect(missing_docs, reason = "tests are their own documentation")]

mod audit;
mod audit_model;
mod audit_site;
mod cases;
mod faults;
mod pages;
mod serve;
mod style_cases;
mod style_laws;
