// SPDX-License-Identifier: EUPL-1.2
//! The municipality in types: valid by construction, without input or output, without serde,
//! without HTML. This crate knows no other crate of the house, and no town.
//!
//! # Glossary
//!
//! Editors write Italian keys; the types are English. Each legal term is translated once, here.
//!
//! | Italian | here | meaning |
//! |---|---|---|
//! | scheda servizio | [`service::Service`] | the official sheet of one service of the municipality |
//! | unità organizzativa, ufficio | [`office::Office`] | a body, an area, an office or a counter |
//! | luogo | [`place::Place`] | where an office or an event is |
//! | quartiere | [`place::District`] | a part of the town |
//! | argomento | [`taxonomy::Topic`] | a term of the official list of 64 |
//! | categoria di servizio | [`taxonomy::Category`] | a term of the official list of 15 |
//! | evento della vita | [`vocabulary::LIFE_EVENTS`] | a term of the official lists for people and firms |
//! | passi di un evento della vita | [`journey::Journey`] | what to do in a life event, across offices, in order |
//! | notizia, comunicato, avviso | [`news::News`] | what is new |
//! | evento | [`event::Event`] | something that happens at a time in a place |
//! | documento pubblico | [`document::Document`] | a public document or data set |
//! | prenotabile | [`bookable::Bookable`] | what can be booked |
//! | segnalazione, disservizio | [`report::ReportCategory`] | a kind of problem that a citizen reports |
//! | instradamento | [`report::Route`] | who takes care of a report |
//! | confine | [`geo::Boundary`] | where the municipality ends |
//! | fumetto | [`comic::Comic`] | a video comic, written as a script |
//! | domanda frequente | [`page::Question`] | a question with its answer |
//! | reindirizzamento | [`redirect::Redirect`] | the new address of an old page |
//! | traduzione | [`translation::TranslatedService`] | the words of a page in another language |
//! | provenienza | [`text::Provenance`] | where a fact comes from |

pub mod bookable;
pub mod catalogue;
mod codes;
pub mod comic;
pub mod document;
pub mod event;
pub mod geo;
pub mod holidays;
pub mod hours;
pub mod journey;
pub mod news;
pub mod office;
pub mod page;
pub mod place;
pub mod redirect;
pub mod report;
pub mod service;
pub mod settings;
pub mod site;
pub mod slug;
pub mod taxonomy;
pub mod text;
pub mod timetable;
pub mod translation;
pub mod tutorial;
pub mod vocabulary;
pub mod words;
