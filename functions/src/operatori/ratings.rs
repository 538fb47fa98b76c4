// SPDX-License-Identifier: EUPL-1.2
//! How clear the pages are to citizens: the worst first, where enough have voted, and a table of each month.

use super::answered;
use super::session::signed;
use crate::app::{App, Stores};
use crate::form::Fields;
use crate::page::{Page, private};
use crate::reply::Failure;
use crate::site::Site;
use crate::table;
use axum::extract::{Path, State};
use axum::response::{IntoResponse as _, Response};
use domain::feedback::rating::{ENOUGH, Month, Score, Scores, scores};
use domain::feedback::store::Feedback as _;
use http::{HeaderMap, HeaderValue, StatusCode, Uri, header};
use model::timetable::day_of;
use model::vocabulary::Coded as _;
use model::words;
use serde::Serialize;

/// Months that count for the means, with the one that is looked at.
const MONTHS: i32 = 3;

/// Pages that are shown.
const SHOWN: usize = 50;

/// Comments of a page that are shown.
const COMMENTS: usize = 5;

const HEAD: [&str; 5] = ["giorno", "pagina", "voto", "risposta", "commento"];

/// What a page was given.
#[derive(Debug, Serialize)]
struct ScoreView<'a> {
    url: &'a str,
    /// Whether the page is still there.
    there: bool,
    /// "3,2"
    mean: String,
    votes: u32,
    /// Answers, the most chosen first: "Ho avuto problemi tecnici (4)".
    aspects: Vec<String>,
    comments: Vec<CommentView<'a>>,
}

/// What somebody added.
#[derive(Debug, Serialize)]
struct CommentView<'a> {
    day: String,
    text: &'a str,
}

impl<'a> ScoreView<'a> {
    fn of(score: &'a Score, site: &'a Site) -> Self {
        let mut aspects: Vec<_> = score.aspects.iter().collect();
        aspects.sort_by(|a, b| b.1.cmp(a.1));
        Self {
            url: &score.page,
            there: site.pages.contains(&score.page),
            mean: format!("{:.1}", f64::from(score.sum) / f64::from(score.votes)).replace('.', ","),
            votes: score.votes,
            aspects: aspects.into_iter().map(|(aspect, count)| format!("{} ({count})", aspect.label())).collect(),
            comments: score.comments.iter().take(COMMENTS).map(|(day, text)| CommentView { day: words::date(*day), text }).collect(),
        }
    }
}

/// `/operatori/valutazioni/`, of one month with `?mese=`.
pub async fn list<S: Stores>(State(app): State<App<S>>, headers: HeaderMap, uri: Uri) -> Response {
    let answer = async {
        let site = app.site()?;
        if let Err(away) = signed(&app, &headers).await? {
            return Ok(away);
        }
        let this = Month::of(day_of(app.now()));
        let month = match Fields::query(&uri).get("mese") {
            "" => this,
            text => Month::parse(text).filter(|month| *month <= this).ok_or(Failure::NotFound)?,
        };
        let mut ratings = Vec::new();
        for before in 0..MONTHS {
            ratings.extend(app.feedback().ratings(month.before(before)).await?);
        }
        let Scores { worst, too_few, votes } = scores(&ratings);
        let lines: Vec<ScoreView<'_>> = worst.iter().take(SHOWN).map(|score| ScoreView::of(score, &site)).collect();
        let mut page = Page::new(StatusCode::OK, "Quanto sono chiare le pagine", "valutazioni.html");
        page.put("lines", &lines).put("rest", &(worst.len() - lines.len())).put("too_few", &too_few).put("votes", &votes).put("enough", &ENOUGH);
        page.put("from", &words::month_year(month.before(MONTHS - 1).first())).put("to", &words::month_year(month.first())).put("months", &MONTHS);
        page.put("month", &month.to_string()).put("before", &month.before(1).to_string()).put("after", &(month < this).then(|| month.before(-1).to_string()));
        Ok(page.response(&site)?)
    };
    answered(&app, answer.await)
}

/// `/operatori/valutazioni/<month>/valutazioni.csv`: all ratings of a month.
pub async fn csv<S: Stores>(State(app): State<App<S>>, Path(month): Path<String>, headers: HeaderMap) -> Response {
    let answer = async {
        if let Err(away) = signed(&app, &headers).await? {
            return Ok(away);
        }
        let month = Month::parse(&month).ok_or(Failure::NotFound)?;
        let ratings = app.feedback().ratings(month).await?;
        let rows: Vec<[String; 5]> = ratings
            .iter()
            .map(|rating| {
                let answer = rating.aspect.map_or("", |aspect| aspect.label());
                [rating.day.to_string(), rating.page.clone(), rating.vote.number().to_string(), answer.to_owned(), rating.comment.clone()]
            })
            .collect();
        let table = table::csv(&HEAD, &rows).ok_or(Failure::Unreadable("L'elenco non si può scrivere."))?;
        // Spreadsheets know UTF-8 by its mark.
        let mut response = [b"\xEF\xBB\xBF".as_slice(), &table].concat().into_response();
        response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static("text/csv; charset=utf-8"));
        if let Ok(name) = HeaderValue::try_from(format!("attachment; filename=\"valutazioni-{month}.csv\"")) {
            response.headers_mut().insert(header::CONTENT_DISPOSITION, name);
        }
        private(&mut response);
        Ok(response)
    };
    answered(&app, answer.await)
}
