// SPDX-License-Identifier: EUPL-1.2
//! How clear pages are, in the words of the official model (C.SI.2.5, C.SI.2.6): a vote, one of its fixed
//! answers, a short comment. A rating has a day and no hour, and nothing of who gave it.

use jiff::civil::Date;
use jiff::{Timestamp, ToSpan as _};
use model::codes;
use model::vocabulary::Coded as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error as _};
use std::collections::BTreeMap;
use std::fmt;

/// Characters of a comment, at most.
pub const COMMENT: usize = 200;

/// Votes that a page needs before its mean says something.
pub const ENOUGH: u32 = 5;

/// The highest vote.
pub const HIGHEST: u8 = 5;

/// The lowest vote to which the official model puts the question what one liked.
const LIKED: u8 = 4;

/// A vote from 1 to 5.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "u8", into = "u8")]
pub struct Vote(u8);

codes! {
    /// The fixed answers: five for who was pleased, five for who was not.
    pub enum Aspect {
        /// Pleased.
        Clear = "chiare", "Le indicazioni erano chiare";
        /// Pleased.
        Complete = "complete", "Le indicazioni erano complete";
        /// Pleased.
        OnTheWay = "percorso", "Capivo sempre che stavo procedendo correttamente";
        /// Pleased.
        Working = "tecnica", "Non ho avuto problemi tecnici";
        /// Pleased.
        OtherGood = "altro-positivo", "Altro";
        /// Not pleased.
        Unclear = "non-chiare", "A volte le indicazioni non erano chiare";
        /// Not pleased.
        Incomplete = "non-complete", "A volte le indicazioni non erano complete";
        /// Not pleased.
        Lost = "non-percorso", "A volte non capivo se stavo procedendo correttamente";
        /// Not pleased.
        Broken = "non-tecnica", "Ho avuto problemi tecnici";
        /// Not pleased.
        OtherBad = "altro-negativo", "Altro";
    }
}

/// A month.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Month(Date);

/// A rating.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Rating {
    /// When, by the clocks of the town.
    pub day: Date,
    /// The page: its address on the site.
    pub page: String,
    /// The vote.
    pub vote: Vote,
    /// The answer that goes with it, when one was chosen.
    #[serde(with = "aspect")]
    pub aspect: Option<Aspect>,
    /// What was added; "" when nothing was.
    pub comment: String,
    /// When it is deleted.
    pub delete_at: Timestamp,
}

/// What a page was given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Score {
    /// The page.
    pub page: String,
    /// How many votes.
    pub votes: u32,
    /// Their sum.
    pub sum: u32,
    /// How often each answer was chosen.
    pub aspects: BTreeMap<Aspect, u32>,
    /// What was added, the newest first.
    pub comments: Vec<(Date, String)>,
}

/// What all pages were given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scores {
    /// Pages with enough votes, the worst mean first; of two with one mean the one with more votes.
    pub worst: Vec<Score>,
    /// Pages with too few votes.
    pub too_few: usize,
    /// Votes of all pages.
    pub votes: u32,
}

impl Vote {
    /// A vote; `None` when there is no such one.
    #[must_use]
    pub fn new(number: u8) -> Option<Self> {
        (1..=HIGHEST).contains(&number).then_some(Self(number))
    }

    /// Its number.
    #[must_use]
    pub fn number(self) -> u8 {
        self.0
    }
}

impl TryFrom<u8> for Vote {
    type Error = &'static str;

    fn try_from(number: u8) -> Result<Self, Self::Error> {
        Self::new(number).ok_or("no vote")
    }
}

impl From<Vote> for u8 {
    fn from(vote: Vote) -> Self {
        vote.0
    }
}

impl Aspect {
    /// Whether it answers the question that goes with a vote.
    #[must_use]
    pub fn fits(self, vote: Vote) -> bool {
        let pleased = match self {
            Self::Clear | Self::Complete | Self::OnTheWay | Self::Working | Self::OtherGood => true,
            Self::Unclear | Self::Incomplete | Self::Lost | Self::Broken | Self::OtherBad => false,
        };
        pleased == (vote.0 >= LIKED)
    }
}

impl Month {
    /// The month of a day.
    #[must_use]
    pub fn of(day: Date) -> Self {
        Self(day.first_of_month())
    }

    /// Reads `2026-11`, and nothing else that could be read as a month.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let month = Self(format!("{text}-01").parse().ok()?);
        (month.to_string() == text).then_some(month)
    }

    /// Its first day.
    #[must_use]
    pub fn first(self) -> Date {
        self.0
    }

    /// The month so many before it.
    #[must_use]
    pub fn before(self, months: i32) -> Self {
        Self(self.0.saturating_sub(months.months()))
    }
}

impl fmt::Display for Month {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}", self.0.year(), self.0.month())
    }
}

/// What pages were given, in some ratings.
#[must_use]
pub fn scores(ratings: &[Rating]) -> Scores {
    let mut pages: BTreeMap<&str, Score> = BTreeMap::new();
    for rating in ratings {
        let score = pages.entry(&rating.page).or_insert_with(|| Score { page: rating.page.clone(), votes: 0, sum: 0, aspects: BTreeMap::new(), comments: Vec::new() });
        score.votes += 1;
        score.sum += u32::from(rating.vote.0);
        if let Some(aspect) = rating.aspect {
            *score.aspects.entry(aspect).or_default() += 1;
        }
        if !rating.comment.is_empty() {
            score.comments.push((rating.day, rating.comment.clone()));
        }
    }
    let all = pages.len();
    let mut worst: Vec<Score> = pages.into_values().filter(|score| score.votes >= ENOUGH).collect();
    // Two means are compared as fractions: sums of votes are small.
    worst.sort_by(|a, b| (u64::from(a.sum) * u64::from(b.votes)).cmp(&(u64::from(b.sum) * u64::from(a.votes))).then(b.votes.cmp(&a.votes)).then(a.page.cmp(&b.page)));
    for score in &mut worst {
        score.comments.sort_by(|a, b| b.cmp(a));
    }
    Scores { too_few: all - worst.len(), worst, votes: u32::try_from(ratings.len()).unwrap_or(u32::MAX) }
}

/// An answer by its code, or none.
mod aspect {
    use super::*;

    pub fn serialize<S: Serializer>(aspect: &Option<Aspect>, serializer: S) -> Result<S::Ok, S::Error> {
        aspect.map(|aspect| aspect.code()).serialize(serializer)
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Aspect>, D::Error> {
        Option::<String>::deserialize(deserializer)?.map(|code| Aspect::parse(&code).ok_or_else(|| D::Error::custom("no answer"))).transpose()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn rating(page: &str, vote: u8, comment: &str) -> Rating {
        Rating { day: date(2026, 11, 23), page: page.to_owned(), vote: Vote::new(vote).expect("a vote"), aspect: None, comment: comment.to_owned(), delete_at: Timestamp::MAX }
    }

    #[test]
    fn the_worst_mean_comes_first_and_few_votes_say_nothing() {
        let votes = [("/a/", [3, 3, 3, 3, 3].as_slice()), ("/b/", &[1, 5, 1, 5, 2]), ("/c/", &[1, 1, 1, 1]), ("/d/", &[3, 3, 3, 3, 3, 3]), ("/e/", &[5; 9])];
        let ratings: Vec<Rating> = votes.iter().flat_map(|(page, votes)| votes.iter().map(|vote| rating(page, *vote, ""))).collect();
        let Scores { worst, too_few, votes } = scores(&ratings);
        let order: Vec<&str> = worst.iter().map(|score| score.page.as_str()).collect();
        assert_eq!(order, ["/b/", "/d/", "/a/", "/e/"]);
        assert_eq!((too_few, votes), (1, 29));
    }

    #[test]
    fn each_answer_belongs_to_some_votes() {
        for vote in 1..=HIGHEST {
            let vote = Vote::new(vote).expect("a vote");
            assert_eq!(Aspect::ALL.iter().filter(|aspect| aspect.fits(vote)).count(), 5, "{vote:?}");
        }
        assert_eq!((Vote::new(0), Vote::new(6)), (None, None));
        assert!(Aspect::Clear.fits(Vote(4)) && !Aspect::Clear.fits(Vote(3)) && Aspect::OtherBad.fits(Vote(3)));
    }

    #[test]
    fn a_month_is_read_as_it_is_written() {
        let month = Month::parse("2026-01").expect("a month");
        assert_eq!((month.to_string().as_str(), month.before(2).to_string().as_str()), ("2026-01", "2025-11"));
        assert_eq!(Month::of(date(2026, 1, 31)), month);
        for wrong in ["", "2026", "2026-13", "2026-1", "2026-011", "26-01", "-2026-01", "2026-01-01", "2026-01T00"] {
            assert_eq!(Month::parse(wrong), None, "{wrong}");
        }
    }
}
