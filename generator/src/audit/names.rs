// SPDX-License-Identifier: EUPL-1.2
//! Names of elements and attributes as numbers, so that every rule compares integers.
//! A name of up to 16 bytes is packed into one `u128` and looked up in a table made by the compiler.

/// The bytes of a name in one integer; names over 16 bytes give 0, which is no name.
const fn pack(name: &[u8]) -> u128 {
    if name.len() > 16 {
        return 0;
    }
    let mut packed = 0;
    let mut i = 0;
    while i < name.len() {
        packed |= (name[i] as u128) << (8 * i);
        i += 1;
    }
    packed
}

/// The same as `pack`, for a name just read: whole words instead of byte after byte.
pub(super) fn pack_quickly(name: &[u8]) -> u128 {
    match name.split_first_chunk() {
        None => u128::from(pack_word(name)),
        Some((first, rest)) if rest.len() <= 8 => u128::from(u64::from_le_bytes(*first)) | u128::from(pack_word(rest)) << 64,
        Some(_) => 0,
    }
}

/// Up to 8 bytes in one integer, read as two halves that may overlap.
pub(super) fn pack_word(name: &[u8]) -> u64 {
    if let (Some(&first), Some(&last)) = (name.first_chunk(), name.last_chunk()) {
        let last = u64::from(u32::from_le_bytes(last)) << (8 * (name.len() - 4));
        return u64::from(u32::from_le_bytes(first)) | last;
    }
    name.iter().rev().fold(0, |word, &b| word << 8 | u64::from(b))
}

/// Several times as many as names, so that most stand where they are looked for.
const SLOTS: usize = 512;

/// Where a packed name is looked for first.
const fn slot(packed: u128) -> usize {
    const PRIME: u64 = 0x9E37_79B9_7F4A_7C15;
    let folded = (packed as u64) ^ ((packed >> 64) as u64).rotate_left(7);
    (folded.wrapping_mul(PRIME) >> 55) as usize % SLOTS
}

macro_rules! names {
    ($(#[$doc:meta])* $name:ident { $($variant:ident = $text:literal),* $(,)? }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        #[repr(u8)]
        pub(super) enum $name { $($variant,)* Other }

        impl $name {
            /// The name for these bytes, whatever their case.
            pub(super) fn of(name: &str) -> Self {
                Self::of_packed(name, pack_quickly(name.as_bytes()))
            }

            /// The same, for a name that is packed already.
            #[inline(always)]
            pub(super) fn of_packed(name: &str, packed: u128) -> Self {
                match Self::look_up(packed) {
                    Self::Other => Self::in_capitals(name),
                    found => found,
                }
            }

            #[cold]
            fn in_capitals(name: &str) -> Self {
                if !name.bytes().any(|b| b.is_ascii_uppercase()) {
                    return Self::Other;
                }
                Self::look_up(pack_quickly(name.to_ascii_lowercase().as_bytes()))
            }

            /// Where two names share a slot, the second stands in the next free one.
            #[inline(always)]
            fn look_up(packed: u128) -> Self {
                static TABLE: [(u128, $name); SLOTS] = {
                    let names = [$((pack($text.as_bytes()), $name::$variant)),*];
                    let mut table = [(0, $name::Other); SLOTS];
                    let mut i = 0;
                    while i < names.len() {
                        let mut at = slot(names[i].0);
                        while table[at].0 != 0 {
                            at = (at + 1) % SLOTS;
                        }
                        table[at] = names[i];
                        i += 1;
                    }
                    table
                };
                let mut at = slot(packed);
                loop {
                    let (name, found) = TABLE[at];
                    if name == packed || name == 0 {
                        return found;
                    }
                    at = (at + 1) % SLOTS;
                }
            }
        }
    };
}

names! {
    /// The elements that some rule asks about.
    Tag {
        A = "a", Address = "address", Area = "area", Article = "article", Aside = "aside",
        Audio = "audio", Base = "base", Blockquote = "blockquote", Body = "body", Br = "br",
        Button = "button", Caption = "caption", Col = "col", Colgroup = "colgroup", Dd = "dd",
        Details = "details", Dialog = "dialog", Div = "div", Dl = "dl", Dt = "dt", Embed = "embed",
        Fieldset = "fieldset", Figcaption = "figcaption", Figure = "figure", Footer = "footer",
        Form = "form", H1 = "h1", H2 = "h2", H3 = "h3", H4 = "h4", H5 = "h5", H6 = "h6",
        Head = "head", Header = "header", Hgroup = "hgroup", Hr = "hr", Html = "html",
        Iframe = "iframe", Image = "image", Img = "img", Input = "input", Label = "label",
        Li = "li", Link = "link", Main = "main", Math = "math", Menu = "menu", Meta = "meta",
        Nav = "nav", Noembed = "noembed", Noframes = "noframes", Object = "object", Ol = "ol",
        Optgroup = "optgroup", Option = "option", P = "p", Param = "param", Pre = "pre",
        Rp = "rp", Rt = "rt", Script = "script", Search = "search", Section = "section",
        Select = "select", Source = "source", Style = "style", Svg = "svg", Table = "table",
        Tbody = "tbody", Td = "td", Template = "template", Textarea = "textarea",
        Tfoot = "tfoot", Th = "th", Thead = "thead", Title = "title", Tr = "tr", Track = "track",
        Ul = "ul", Use = "use", Video = "video", Wbr = "wbr", Xmp = "xmp",
    }
}

names! {
    /// The attributes that some rule asks about.
    Key {
        Action = "action", Alt = "alt", AriaControls = "aria-controls",
        AriaDescribedby = "aria-describedby", AriaHidden = "aria-hidden",
        AriaLabel = "aria-label", AriaLabelledby = "aria-labelledby", AriaOwns = "aria-owns",
        Class = "class", Content = "content", Data = "data", DataElement = "data-element",
        For = "for", Form = "form", Formaction = "formaction", Headers = "headers",
        Height = "height", Hidden = "hidden", Href = "href", Id = "id", Lang = "lang",
        List = "list", Method = "method", Name = "name", Poster = "poster",
        Property = "property", Rel = "rel", Role = "role", Src = "src", Srcdoc = "srcdoc",
        Srcset = "srcset", Style = "style", Target = "target", Title = "title", Type = "type",
        Value = "value", Width = "width", XlinkHref = "xlink:href",
    }
}

impl Tag {
    /// Elements that have no end tag.
    pub(super) fn is_void(self) -> bool {
        use Tag::*;
        matches!(self, Area | Base | Br | Col | Embed | Hr | Img | Input | Link | Meta | Param | Source | Track | Wbr)
    }

    /// Elements whose end tag HTML lets one leave out.
    pub(super) fn ends_alone(self) -> bool {
        use Tag::*;
        matches!(self, Html | Head | Body | Li | P | Dt | Dd | Option | Optgroup | Tr | Td | Th | Thead | Tbody | Tfoot | Colgroup | Caption | Rp | Rt)
    }

    /// Elements before which an open paragraph ends.
    pub(super) fn ends_paragraph(self) -> bool {
        use Tag::*;
        matches!(
            self,
            Address
                | Article
                | Aside
                | Blockquote
                | Details
                | Dialog
                | Div
                | Dl
                | Fieldset
                | Figcaption
                | Figure
                | Footer
                | Form
                | H1
                | H2
                | H3
                | H4
                | H5
                | H6
                | Header
                | Hgroup
                | Hr
                | Main
                | Menu
                | Nav
                | Ol
                | P
                | Pre
                | Search
                | Section
                | Table
                | Ul
        )
    }

    /// Whether the start of this element ends `open`, the innermost open one.
    pub(super) fn ends(self, open: Tag) -> bool {
        use Tag::*;
        match open {
            Li => self == Li,
            Dt | Dd => matches!(self, Dt | Dd),
            P => self.ends_paragraph(),
            Option => matches!(self, Option | Optgroup),
            Optgroup => self == Optgroup,
            Td | Th => matches!(self, Td | Th | Tr | Tbody | Tfoot | Thead),
            Tr => matches!(self, Tr | Tbody | Tfoot | Thead),
            Thead | Tbody => matches!(self, Tbody | Tfoot | Thead),
            Caption | Colgroup => matches!(self, Colgroup | Thead | Tbody | Tfoot | Tr),
            Rp | Rt => matches!(self, Rp | Rt),
            Head => self == Body,
            _ => false,
        }
    }

    /// 1 to 6 for a heading.
    pub(super) fn heading_level(self) -> std::option::Option<u8> {
        let first = Tag::H1 as u8;
        let own = self as u8;
        (first..first + 6).contains(&own).then(|| own - first + 1)
    }
}

#[cfg(test)]
mod tests {
    use super::{Key, Tag};

    #[test]
    fn both_ways_to_pack_agree() {
        let name = b"abcdefghijklmnopqrst";
        for length in 0..name.len() {
            assert_eq!(super::pack(&name[..length]), super::pack_quickly(&name[..length]));
        }
    }

    #[test]
    fn names_are_found_in_any_case() {
        assert_eq!(Tag::of("blockquote"), Tag::Blockquote);
        assert_eq!(Tag::of("DIV"), Tag::Div);
        assert_eq!(Tag::of("d"), Tag::Other);
        assert_eq!(Tag::of("a-very-long-custom-element"), Tag::Other);
        assert_eq!(Key::of("aria-describedby"), Key::AriaDescribedby);
        assert_eq!(Key::of(""), Key::Other);
        assert_eq!(Tag::H6.heading_level(), Some(6));
        assert_eq!(Tag::Head.heading_level(), None);
    }
}
