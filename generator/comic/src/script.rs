// SPDX-License-Identifier: EUPL-1.2
//! A script in types: what an editor decides. Where a balloon goes and how long it stays is not here.

use crate::codes::{BlockKind, Depth, Device, Dye, Expression, Garment, Gaze, Hair, HairColour, Held, Icon, Large, Pose, Scene, Shot, Tone, Wish};
use model::slug::Slug;
use model::text::{Line, Summary};

/// The script of a comic.
#[derive(Debug, Clone, PartialEq)]
pub struct Script {
    /// Its title.
    pub title: Line,
    /// What one learns, in a sentence.
    pub summary: Summary,
    /// How many characters are read in a second.
    pub reading_speed: f64,
    /// The panel whose people are on the cover.
    pub cover: usize,
    /// The cast. Invariant: an [`Actor`] and a [`Spoken`] name one of them by its place.
    pub cast: Vec<Character>,
    /// The panels, at least one.
    pub panels: Vec<Panel>,
}

/// Characters read in a second where a script is silent.
pub const READING_SPEED: f64 = 14.0;

/// A member of the cast.
#[derive(Debug, Clone, PartialEq)]
pub struct Character {
    /// The name that is read.
    pub name: Line,
    /// How they look.
    pub look: Look,
}

/// How somebody looks.
#[derive(Debug, Clone, PartialEq)]
pub struct Look {
    /// Tone of the skin, from 1 (light) to 6 (dark).
    pub skin: u8,
    /// How hair is worn.
    pub hair: Hair,
    /// Its colour.
    pub hair_colour: HairColour,
    /// The colour of a veil.
    pub veil: Dye,
    /// What is worn above.
    pub garment: Garment,
    /// Its colour.
    pub colour: Dye,
    /// The colour of trousers or skirt.
    pub below: Dye,
    /// Whether a skirt is worn.
    pub skirt: bool,
    /// Glasses.
    pub glasses: bool,
    /// A beard.
    pub beard: bool,
    /// A moustache.
    pub moustache: bool,
    /// Earrings.
    pub earrings: bool,
    /// The cap of a uniform.
    pub cap: bool,
    /// The badge of who works for the municipality.
    pub badge: bool,
    /// A wheelchair.
    pub wheelchair: bool,
    /// A white cane.
    pub cane: bool,
    /// Wrinkles.
    pub elderly: bool,
    /// From 0.9 (slight) to 1.2 (large).
    pub build: f64,
    /// From 0.6 (a child) to 1.1 (tall).
    pub height: f64,
}

/// One panel.
#[derive(Debug, Clone, PartialEq)]
pub struct Panel {
    /// Its name in the comic.
    pub id: Slug,
    /// Its title.
    pub title: Line,
    /// What one sees.
    pub description: Line,
    /// Where it takes place.
    pub setting: Setting,
    /// How near one looks.
    pub shot: Shot,
    /// Who is there.
    pub actors: Vec<Actor>,
    /// What the narrator says.
    pub narration: Option<Line>,
    /// What is said, in reading order.
    pub lines: Vec<Spoken>,
    /// What is drawn large beside people.
    pub exhibit: Option<Exhibit>,
    /// How long it must last, in seconds, instead of as long as it is read.
    pub seconds: Option<f64>,
    /// How long its recorded voice is, in seconds.
    pub audio: Option<f64>,
}

/// What is behind people.
#[derive(Debug, Clone, PartialEq)]
pub enum Setting {
    /// A drawn scene.
    Scene(Scene),
    /// A town's own picture, by the address where pages find it.
    Picture(String),
}

/// What is drawn large; a panel has room for one.
#[derive(Debug, Clone, PartialEq)]
pub enum Exhibit {
    /// A computer or a telephone.
    Screen(Screen),
    /// A list whose items appear one by one.
    Checklist(Checklist),
    /// A thing, with a few words under it.
    Object(Large, Option<Line>),
}

/// Somebody on stage.
#[derive(Debug, Clone, PartialEq)]
pub struct Actor {
    /// Place in the cast.
    pub who: usize,
    /// Middle of the feet, as a share of the width.
    pub at: f64,
    /// Before or behind what is in front.
    pub depth: Depth,
    /// What the body does.
    pub pose: Pose,
    /// What the face says.
    pub expression: Expression,
    /// What is in the hand.
    pub held: Option<Held>,
    /// Where they look, unless it follows from where they stand.
    pub gaze: Option<Gaze>,
}

/// A line that is said.
#[derive(Debug, Clone, PartialEq)]
pub struct Spoken {
    /// Place in the cast.
    pub who: usize,
    /// The words.
    pub text: Line,
    /// How it is said.
    pub tone: Tone,
    /// Where the balloon would be welcome.
    pub wish: Option<Wish>,
}

/// A list whose items appear one by one.
#[derive(Debug, Clone, PartialEq)]
pub struct Checklist {
    /// Its title.
    pub title: Line,
    /// Its items, from 1 to [`Checklist::MOST`].
    pub items: Vec<Item>,
}

impl Checklist {
    /// More items do not fit.
    pub const MOST: usize = 6;
}

/// An item of a list.
#[derive(Debug, Clone, PartialEq)]
pub struct Item {
    /// Its small picture.
    pub icon: Icon,
    /// Its words.
    pub text: Line,
    /// Smaller words below.
    pub note: Option<Line>,
}

impl Item {
    /// Words and note in one line.
    #[must_use]
    pub fn spoken(&self) -> String {
        match &self.note {
            Some(note) => format!("{}: {note}", self.text),
            None => self.text.to_string(),
        }
    }
}

/// A screen.
#[derive(Debug, Clone, PartialEq)]
pub struct Screen {
    /// What it belongs to.
    pub device: Device,
    /// The address in the bar of a browser.
    pub address: Option<Line>,
    /// The name in its head.
    pub title: Line,
    /// Step and number of steps.
    pub step: Option<(u32, u32)>,
    /// From the top.
    pub blocks: Vec<Block>,
    /// Place of the block that is pointed at.
    pub highlighted: Option<usize>,
}

/// A block of a screen.
#[derive(Debug, Clone, PartialEq)]
pub struct Block {
    /// What it is.
    pub kind: BlockKind,
    /// Its words.
    pub text: Option<Line>,
    /// What somebody wrote into it.
    pub value: Option<Line>,
    /// Its parts.
    pub parts: Vec<Line>,
    /// Which part is chosen, from 0.
    pub chosen: Option<usize>,
}

/// What a town brings to all of its drawings.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Town {
    /// Its name, as on a sign.
    pub name: String,
    /// The colour of its site.
    pub colour: crate::colour::Colour,
}
