// SPDX-License-Identifier: EUPL-1.2
//! One way to write a closed list of values: a variant, the code that editors write, the label that
//! citizens read. The generator reads and completes codes through [`crate::vocabulary::Coded`].

/// Declares an enum with a code and a label for each variant and implements `Coded` for it.
#[macro_export]
macro_rules! codes {
    ($(#[$meta:meta])* pub enum $name:ident { $( $(#[$vmeta:meta])* $variant:ident = $code:literal, $label:literal; )+ }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $( $(#[$vmeta])* #[doc = concat!("`", $code, "`")] $variant, )+ }

        impl $crate::vocabulary::Coded for $name {
            const ALL: &'static [Self] = &[$(Self::$variant),+];
            fn code(self) -> &'static str {
                match self { $(Self::$variant => $code),+ }
            }
            fn label(self) -> &'static str {
                match self { $(Self::$variant => $label),+ }
            }
        }
    };
}
pub(crate) use codes;
