// SPDX-License-Identifier: EUPL-1.2
//! Lines for whoever runs the service. Invariant: a line has our own words, numbers, routes and names that open
//! nothing; never an address, a path or anything that a citizen wrote. So all of it may be kept.

use jiff::Timestamp;
use serde_json::{Map, Value, json};
use std::fmt;

/// How bad it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Level {
    /// It is as it should be.
    Info,
    /// Somebody should look when there is time.
    Warning,
    /// Somebody was not served.
    Error,
}

/// A line.
#[derive(Debug, Clone, PartialEq)]
pub struct Line {
    /// How bad it is.
    pub level: Level,
    /// The kind of event, stable for programs.
    pub event: &'static str,
    /// The same for people.
    pub text: String,
    /// What programs count by.
    pub fields: Vec<(&'static str, Value)>,
}

impl Line {
    /// A line without fields.
    #[must_use]
    pub fn new(level: Level, event: &'static str, text: impl Into<String>) -> Self {
        Self { level, event, text: text.into(), fields: Vec::new() }
    }

    /// The same, with a field.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl Into<Value>) -> Self {
        self.fields.push((name, value.into()));
        self
    }

    /// As a line of JSON.
    #[must_use]
    pub fn json(&self, now: Timestamp) -> String {
        let Self { level, event, text, fields } = self;
        let level = match level {
            Level::Info => "info",
            Level::Warning => "warning",
            Level::Error => "error",
        };
        let mut line = Map::from_iter([("time".to_owned(), json!(now)), ("level".to_owned(), json!(level)), ("event".to_owned(), json!(event))]);
        if !text.is_empty() {
            line.insert("text".to_owned(), json!(text));
        }
        line.extend(fields.iter().map(|(name, value)| ((*name).to_owned(), value.clone())));
        Value::Object(line).to_string()
    }
}

impl fmt::Display for Line {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_one_line_of_json() {
        let line = Line::new(Level::Error, "failure", "7KVV: a\nb \"c\"").with("status", 503).with("ms", 1.5);
        let now = Timestamp::from_second(1_795_338_000).unwrap();
        let json = line.json(now);
        assert_eq!(json.lines().count(), 1);
        let read: Value = serde_json::from_str(&json).unwrap();
        assert_eq!(read, json!({"time": "2026-11-22T09:00:00Z", "level": "error", "event": "failure", "text": "7KVV: a\nb \"c\"", "status": 503, "ms": 1.5}));
        assert_eq!(line.to_string(), "7KVV: a\nb \"c\"");
    }
}
