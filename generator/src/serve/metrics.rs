// SPDX-License-Identifier: EUPL-1.2
//! What the server counts, as Prometheus reads it (text format 0.0.4): requests by route and status, how long they
//! took, messages. Routes are those of the program, never paths: nothing here is of a person.

use http::{Method, StatusCode};
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

/// The media type of the text.
pub const TYPE: &str = "text/plain; version=0.0.4; charset=utf-8";

/// Upper ends of the classes of latency, in seconds.
const CLASSES: [f64; 11] = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 5.0];

/// A route of the program, with a method that it knows.
type Route = (String, &'static str);

/// Requests of a route: by status, and by how long they took.
#[derive(Debug, Clone, Default)]
struct Served {
    by_status: BTreeMap<u16, u64>,
    /// Not cumulated: a request is in one class, or in none when it was slower than all.
    classes: [u64; CLASSES.len()],
    count: u64,
    seconds: f64,
}

/// What is known of the outbox at this moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Outbox {
    /// Messages that should have gone.
    pub waiting: u64,
    /// How long the oldest of them waits, in seconds.
    pub oldest_seconds: u64,
}

/// The counts. They begin at nothing with the server.
#[derive(Debug, Default)]
pub struct Metrics {
    routes: Mutex<BTreeMap<Route, Served>>,
    messages: Mutex<BTreeMap<&'static str, u64>>,
}

/// No thread panics while it holds one of these locks: each only counts.
fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// A method as a label: clients may invent others without end.
#[must_use]
pub fn method_label(method: &Method) -> &'static str {
    match *method {
        Method::GET => "GET",
        Method::HEAD => "HEAD",
        Method::POST => "POST",
        Method::PUT => "PUT",
        Method::PATCH => "PATCH",
        Method::DELETE => "DELETE",
        Method::OPTIONS => "OPTIONS",
        _ => "other",
    }
}

impl Metrics {
    /// A request was answered.
    pub fn request(&self, route: &str, method: &Method, status: StatusCode, took: Duration) {
        let mut routes = locked(&self.routes);
        let served = routes.entry((route.to_owned(), method_label(method))).or_default();
        let seconds = took.as_secs_f64();
        *served.by_status.entry(status.as_u16()).or_default() += 1;
        if let Some(class) = CLASSES.iter().position(|end| seconds <= *end) {
            served.classes[class] += 1;
        }
        served.count += 1;
        served.seconds += seconds;
    }

    /// A message was tried, and this came of it.
    pub fn message(&self, outcome: &'static str) {
        *locked(&self.messages).entry(outcome).or_default() += 1;
    }

    /// The text. Without a store that answers, nothing is said of the outbox.
    #[must_use]
    pub fn text(&self, outbox: Option<Outbox>) -> String {
        let routes = locked(&self.routes).clone();
        let mut text = String::new();
        head(&mut text, "sportello_http_requests_total", "counter", "Requests that were answered");
        for ((route, method), served) in &routes {
            for (status, count) in &served.by_status {
                let _ = writeln!(text, "sportello_http_requests_total{{route=\"{}\",method=\"{method}\",status=\"{status}\"}} {count}", escaped(route));
            }
        }
        head(&mut text, "sportello_http_request_duration_seconds", "histogram", "How long an answer took to begin");
        for ((route, method), served) in &routes {
            durations(&mut text, &format!("route=\"{}\",method=\"{method}\"", escaped(route)), served);
        }
        head(&mut text, "sportello_messages_total", "counter", "Messages that were tried, by what came of it");
        for (outcome, count) in locked(&self.messages).iter() {
            let _ = writeln!(text, "sportello_messages_total{{outcome=\"{outcome}\"}} {count}");
        }
        head(&mut text, "sportello_store_up", "gauge", "Whether the store answers");
        let _ = writeln!(text, "sportello_store_up {}", u8::from(outbox.is_some()));
        if let Some(Outbox { waiting, oldest_seconds }) = outbox {
            head(&mut text, "sportello_outbox_waiting", "gauge", "Messages that should have gone");
            let _ = writeln!(text, "sportello_outbox_waiting {waiting}");
            head(&mut text, "sportello_outbox_oldest_seconds", "gauge", "How long the oldest of them waits");
            let _ = writeln!(text, "sportello_outbox_oldest_seconds {oldest_seconds}");
        }
        text
    }
}

fn head(text: &mut String, name: &str, kind: &str, help: &str) {
    let _ = writeln!(text, "# HELP {name} {help}.\n# TYPE {name} {kind}");
}

fn durations(text: &mut String, labels: &str, served: &Served) {
    const NAME: &str = "sportello_http_request_duration_seconds";
    let mut below = 0;
    for (end, count) in CLASSES.iter().zip(served.classes) {
        below += count;
        let _ = writeln!(text, "{NAME}_bucket{{{labels},le=\"{end}\"}} {below}");
    }
    let _ = writeln!(text, "{NAME}_bucket{{{labels},le=\"+Inf\"}} {}", served.count);
    let _ = writeln!(text, "{NAME}_sum{{{labels}}} {}\n{NAME}_count{{{labels}}} {}", served.seconds, served.count);
}

/// A text between the quotes of a label.
fn escaped(text: &str) -> String {
    text.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', "\\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn requests_are_counted_by_route_and_status() {
        let metrics = Metrics::default();
        for (status, millis) in [(StatusCode::OK, 1), (StatusCode::OK, 30), (StatusCode::NOT_FOUND, 9_000)] {
            metrics.request("/prenota/{id}", &Method::GET, status, Duration::from_millis(millis));
        }
        metrics.request("/prenota/{id}", &Method::from_bytes(b"FORGE").unwrap(), StatusCode::METHOD_NOT_ALLOWED, Duration::ZERO);
        let text = metrics.text(Some(Outbox { waiting: 2, oldest_seconds: 61 }));
        for line in [
            "sportello_http_requests_total{route=\"/prenota/{id}\",method=\"GET\",status=\"200\"} 2",
            "sportello_http_requests_total{route=\"/prenota/{id}\",method=\"GET\",status=\"404\"} 1",
            "sportello_http_requests_total{route=\"/prenota/{id}\",method=\"other\",status=\"405\"} 1",
            "sportello_http_request_duration_seconds_bucket{route=\"/prenota/{id}\",method=\"GET\",le=\"0.001\"} 1",
            "sportello_http_request_duration_seconds_bucket{route=\"/prenota/{id}\",method=\"GET\",le=\"0.05\"} 2",
            "sportello_http_request_duration_seconds_bucket{route=\"/prenota/{id}\",method=\"GET\",le=\"5\"} 2",
            "sportello_http_request_duration_seconds_bucket{route=\"/prenota/{id}\",method=\"GET\",le=\"+Inf\"} 3",
            "sportello_http_request_duration_seconds_sum{route=\"/prenota/{id}\",method=\"GET\"} 9.031",
            "sportello_http_request_duration_seconds_count{route=\"/prenota/{id}\",method=\"GET\"} 3",
            "sportello_store_up 1",
            "sportello_outbox_waiting 2",
            "sportello_outbox_oldest_seconds 61",
        ] {
            assert!(text.lines().any(|found| found == line), "{line}\n{text}");
        }
    }

    #[test]
    fn a_store_that_does_not_answer_is_said() {
        let metrics = Metrics::default();
        metrics.message("sent");
        metrics.message("sent");
        let text = metrics.text(None);
        assert!(text.contains("sportello_messages_total{outcome=\"sent\"} 2\n"), "{text}");
        assert!(text.contains("sportello_store_up 0\n") && !text.contains("sportello_outbox_waiting "), "{text}");
    }

    /// Every line is a comment or a sample, and every sample has its type said before it.
    #[test]
    fn the_text_is_as_prometheus_reads_it() {
        let metrics = Metrics::default();
        metrics.request("a\"b\\c", &Method::POST, StatusCode::CREATED, Duration::from_millis(2));
        metrics.message("later");
        let text = metrics.text(Some(Outbox::default()));
        let mut typed = Vec::new();
        for line in text.lines() {
            if let Some(rest) = line.strip_prefix("# TYPE ") {
                typed.push(rest.split(' ').next().unwrap());
            } else if !line.starts_with("# HELP ") {
                let name = line.split(['{', ' ']).next().unwrap();
                assert!(typed.iter().any(|typed| name.strip_prefix(typed).is_some_and(|rest| ["", "_bucket", "_sum", "_count"].contains(&rest))), "{line}");
                assert!(line.rsplit(' ').next().unwrap().parse::<f64>().is_ok(), "{line}");
            }
        }
        assert!(text.contains("route=\"a\\\"b\\\\c\"") && text.ends_with('\n'), "{text}");
    }
}
