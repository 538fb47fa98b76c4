// SPDX-License-Identifier: EUPL-1.2
//! What may be wrong with a script that is well formed: a thing does not fit, or cannot be read in time.

/// Where in a script.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum At {
    /// The title of the comic.
    Title,
    /// A panel.
    Panel(usize),
    /// Somebody of a panel.
    Actor(usize, usize),
    /// What the narrator says in a panel.
    Narration(usize),
    /// A line of a panel.
    Line(usize, usize),
    /// What is drawn large in a panel.
    Exhibit(usize),
    /// An item of the list of a panel.
    Item(usize, usize),
}

/// What is wrong.
#[derive(Debug, Clone, PartialEq)]
pub enum What {
    /// There is no place for a balloon of so many characters.
    NoRoom(usize),
    /// The font does not have some letters.
    Missing(Vec<char>),
    /// A screen has more than fits, by so many units of 1/720 of the height.
    ScreenFull(u32),
    /// A text is wider than its place.
    TooWide(String),
    /// Somebody stands where another one is.
    Overlap,
    /// Somebody stands before what is to be read.
    Covers,
    /// So many characters a second have to be read; more than [`HARD`] is an error.
    Fast(f64),
    /// A line has so many characters, over [`LONG`].
    Long(usize),
}

/// A problem with its place.
#[derive(Debug, Clone, PartialEq)]
pub struct Problem {
    /// Where.
    pub at: At,
    /// What.
    pub what: What,
}

/// Characters a second that a grown person reads with ease.
pub const EASY: f64 = 17.0;
/// Characters a second that nobody should have to read.
pub const HARD: f64 = 20.0;
/// Characters of a line that is read at a glance.
pub const LONG: usize = 120;

impl Problem {
    /// Whether a comic can be made all the same.
    #[must_use]
    pub fn is_warning(&self) -> bool {
        match &self.what {
            What::Long(_) => true,
            What::Fast(speed) => *speed <= HARD,
            What::NoRoom(_) | What::Missing(_) | What::ScreenFull(_) | What::TooWide(_) | What::Overlap | What::Covers => false,
        }
    }
}
