// SPDX-License-Identifier: EUPL-1.2
//! A part that many pages show alike, such as the box of an office or the card of a service: it becomes what templates read
//! once, and not again for each page; a theme may also draw it once.

use serde::{Serialize, Serializer};
use std::hash::{Hash, Hasher};
use std::ops::Deref;
use std::sync::{Arc, OnceLock};
use tera::Value;

/// A part with the form in which templates read it, made when it is first drawn.
#[derive(Debug)]
pub struct Shared<T> {
    part: T,
    read: OnceLock<Value>,
    drawn: OnceLock<Value>,
}

/// A shared part in the hands of a page.
pub type Part<T> = Arc<Shared<T>>;

/// A shared part that is made when the first page needs it.
pub type Late<T> = OnceLock<Part<T>>;

impl<T> Shared<T> {
    /// A part that was not drawn yet.
    pub fn new(part: T) -> Self {
        Self { part, read: OnceLock::new(), drawn: OnceLock::new() }
    }

    /// A part in the hands of its first page.
    pub fn part(part: T) -> Part<T> {
        Arc::new(Self::new(part))
    }

    /// The part for a page; it is made for the first.
    pub fn late(slot: &Late<T>, make: impl FnOnce() -> T) -> Part<T> {
        slot.get_or_init(|| Self::part(make())).clone()
    }
}

impl<T: Serialize> Shared<T> {
    /// What templates read.
    fn value(&self) -> &Value {
        self.read.get_or_init(|| Value::from_serializable(&self.part))
    }

    /// What a theme draws of it. The first page that shows it has it drawn.
    ///
    /// # Errors
    /// Those of the drawing.
    pub fn drawn<E>(&self, draw: impl FnOnce(&Value) -> Result<Value, E>) -> Result<Value, E> {
        if let Some(drawn) = self.drawn.get() {
            return Ok(drawn.clone());
        }
        let drawn = draw(self.value())?;
        Ok(self.drawn.get_or_init(|| drawn).clone())
    }
}

impl<T> Deref for Shared<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.part
    }
}

impl<T: Hash> Hash for Shared<T> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.part.hash(state);
    }
}

impl<T: Serialize> Serialize for Shared<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.value().serialize(serializer)
    }
}
