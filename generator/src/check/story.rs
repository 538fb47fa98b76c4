// SPDX-License-Identifier: EUPL-1.2
//! News, events, documents, pages, tutorials, comics, questions and phrases.

use super::desk::Desk;
use crate::fault::Fault;
use crate::parse::{Kind, Written, WrittenPhrase, WrittenQuestion};
use crate::raw::comic::RawComic;
use crate::raw::story::{RawDocument, RawEvent, RawNews, RawPage, RawTutorial};
use crate::raw::value;
use model::comic::Comic;
use model::document::Document;
use model::event::Event;
use model::news::News;
use model::page::{Page, PageModel, Question};
use model::slug::Slug;
use model::tutorial::Tutorial;

/// Checks a piece of news.
pub fn news(id: &Slug, written: &Written<RawNews>, desk: &mut Desk<'_>) -> Option<News> {
    let form = &written.form;
    let topics = desk.refer_some(Kind::Topic, &form.argomenti, "argomenti");
    let offices = desk.refer_some(Kind::Office, &form.uffici, "uffici");
    let services = desk.refer_all(Kind::Service, &form.servizi, None);
    let places = desk.refer_all(Kind::Place, &form.luoghi, None);
    let picture = desk.picture(&form.immagine);
    let body = desk.prose(&written.body);
    if let (Some(date), Some(expires)) = (&form.data, &form.scade)
        && expires.value < date.value
    {
        desk.faults.add(|file| Fault::backwards(file, expires.span));
    }
    Some(News {
        id: id.clone(),
        title: value(&form.titolo)?.clone(),
        kind: value(&form.tipo)?.0,
        date: *value(&form.data)?,
        expires: value(&form.scade).copied(),
        summary: value(&form.descrizione)?.clone(),
        topics,
        offices,
        services,
        places,
        picture,
        body,
    })
}

/// Checks an event.
pub fn event(id: &Slug, written: &Written<RawEvent>, desk: &mut Desk<'_>) -> Option<Event> {
    let form = &written.form;
    let place = desk.refer(Kind::Place, &form.luogo);
    let organiser = desk.refer(Kind::Office, &form.organizzatore);
    let topics = desk.refer_some(Kind::Topic, &form.argomenti, "argomenti");
    let bookable = desk.refer(Kind::Bookable, &form.prenotazione);
    let services = desk.refer_all(Kind::Service, &form.servizi, None);
    let picture = desk.picture(&form.immagine);
    let body = desk.prose(&written.body);
    if let (Some(from), Some(to)) = (&form.inizio, &form.fine)
        && to.value < from.value
    {
        desk.faults.add(|file| Fault::backwards(file, to.span));
    }
    Some(Event {
        id: id.clone(),
        title: value(&form.titolo)?.clone(),
        kind: value(&form.tipo)?.0,
        from: *value(&form.inizio)?,
        to: *value(&form.fine)?,
        place: place?,
        summary: value(&form.descrizione)?.clone(),
        audience: value(&form.destinatari)?.clone(),
        cost: value(&form.costo)?.clone(),
        organiser: organiser?,
        topics,
        bookable,
        services,
        picture,
        body,
    })
}

/// Checks a document.
pub fn document(id: &Slug, written: &Written<RawDocument>, desk: &mut Desk<'_>) -> Option<Document> {
    let form = &written.form;
    let office = desk.refer(Kind::Office, &form.ufficio);
    let topics = desk.refer_some(Kind::Topic, &form.argomenti, "argomenti");
    let services = desk.refer_all(Kind::Service, &form.servizi, None);
    desk.some(&form.formati, "formati");
    let formats = desk.lines(&form.formati);
    let file = form.file.as_ref().and_then(|file| desk.asset("allegati", file));
    let body = desk.prose(&written.body);
    Some(Document {
        id: id.clone(),
        title: value(&form.titolo)?.clone(),
        kind: value(&form.tipo)?.0,
        summary: value(&form.descrizione)?.clone(),
        office: office?,
        date: *value(&form.data)?,
        licence: value(&form.licenza)?.clone(),
        formats,
        topics,
        services,
        file,
        body,
    })
}

/// Checks a page.
pub fn page(id: &Slug, written: &Written<RawPage>, desk: &mut Desk<'_>) -> Option<Page> {
    let form = &written.form;
    let body = desk.prose(&written.body);
    Some(Page {
        id: id.clone(),
        title: value(&form.titolo)?.clone(),
        summary: value(&form.descrizione)?.clone(),
        model: value(&form.modello).map_or(PageModel::Text, |code| code.0),
        body,
    })
}

/// Checks a tutorial.
pub fn tutorial(id: &Slug, written: &Written<RawTutorial>, desk: &mut Desk<'_>) -> Option<Tutorial> {
    let form = &written.form;
    let film = form.film.as_ref().and_then(|film| if film.value.as_str().starts_with("https://") { Some(film.value.clone()) } else { desk.asset("filmati", film) });
    let captions = form.sottotitoli.as_ref().and_then(|captions| desk.asset("filmati", captions));
    let services = desk.refer_some(Kind::Service, &form.servizi, "servizi");
    let transcript = desk.prose(&written.body);
    Some(Tutorial {
        id: id.clone(),
        title: value(&form.titolo)?.clone(),
        summary: value(&form.descrizione)?.clone(),
        film: film?,
        captions: captions?,
        services,
        description: value(&form.descrizione_immagini)?.clone(),
        transcript,
    })
}

/// Checks what the rest of the portal knows of a comic; its script was read with its file.
pub fn comic(id: &Slug, form: &RawComic, desk: &mut Desk<'_>) -> Option<Comic> {
    let services = desk.refer_some(Kind::Service, &form.servizi, "servizi");
    let next = desk.refer(Kind::Comic, &form.prossimo);
    if let Some(field) = form.prossimo.as_ref().filter(|field| field.value.as_str() == id.as_str()) {
        desk.faults.add(|file| Fault::self_reference(file, field.span, id.as_str()));
    }
    Some(Comic { id: id.clone(), title: value(&form.titolo)?.clone(), summary: value(&form.descrizione)?.clone(), services, next, updated: value(&form.aggiornato).copied() })
}

/// Checks the questions.
pub fn questions(list: &[WrittenQuestion], desk: &mut Desk<'_>) -> Vec<Question> {
    let mut out: Vec<Question> = Vec::new();
    for written in list {
        let form = &written.form;
        let services = desk.refer_all(Kind::Service, &form.servizi, None);
        let answer = desk.prose(&written.answer);
        let Some(id) = desk.slug(&form.id) else { continue };
        if out.iter().any(|known| known.id == id) {
            let file = desk.faults.file().clone();
            desk.faults.add(|path| Fault::duplicate_id(path, written.span, id.as_str(), &file));
            continue;
        }
        let (Some(group), Some(question)) = (value(&form.gruppo), value(&form.domanda)) else { continue };
        out.push(Question { id, group: group.clone(), question: question.clone(), answer, services });
    }
    out
}

/// Checks the phrases: whoever includes one knows that its name is the only one, and that its links lead somewhere.
pub fn phrases(list: &[WrittenPhrase], desk: &mut Desk<'_>) {
    let mut known: Vec<Slug> = Vec::new();
    for written in list {
        desk.links(&written.body);
        let Some(id) = desk.slug(&written.form.id) else { continue };
        if known.contains(&id) {
            let file = desk.faults.file().clone();
            desk.faults.add(|path| Fault::duplicate_id(path, written.span, id.as_str(), &file));
        } else {
            known.push(id);
        }
    }
}
