// SPDX-License-Identifier: EUPL-1.2
//! The position in what a camera writes: a block of TIFF (CIPA DC-008, 4.6.6). Every offset is looked at before
//! it is followed; what is odd is no position.

use model::geo::Point;

/// The tag of the directory with the position.
const GPS: u16 = 0x8825;

/// Entries of a directory that are looked at.
const ENTRIES: usize = 200;

/// A block, and in which order its numbers are.
struct Block<'b> {
    bytes: &'b [u8],
    big: bool,
}

/// An entry of a directory.
struct Entry {
    kind: u16,
    count: u32,
    /// Where its value is, when it is no longer than four bytes.
    at: usize,
}

impl<'b> Block<'b> {
    fn of(bytes: &'b [u8]) -> Option<Self> {
        let big = match bytes.get(..4)? {
            b"MM\0\x2a" => true,
            b"II\x2a\0" => false,
            _ => return None,
        };
        Some(Self { bytes, big })
    }

    fn short(&self, at: usize) -> Option<u16> {
        let bytes = self.bytes.get(at..at.checked_add(2)?)?.try_into().ok()?;
        Some(if self.big { u16::from_be_bytes(bytes) } else { u16::from_le_bytes(bytes) })
    }

    fn long(&self, at: usize) -> Option<u32> {
        let bytes = self.bytes.get(at..at.checked_add(4)?)?.try_into().ok()?;
        Some(if self.big { u32::from_be_bytes(bytes) } else { u32::from_le_bytes(bytes) })
    }

    fn offset(&self, at: usize) -> Option<usize> {
        usize::try_from(self.long(at)?).ok()
    }

    /// The entry with a tag, of the directory that begins there.
    fn entry(&self, directory: usize, tag: u16) -> Option<Entry> {
        let count = usize::from(self.short(directory)?).min(ENTRIES);
        let at = (0..count).map(|number| directory + 2 + number * 12).find(|at| self.short(*at) == Some(tag))?;
        Some(Entry { kind: self.short(at + 2)?, count: self.long(at + 4)?, at: at + 8 })
    }

    /// Degrees, minutes and seconds as fractions, as one number of degrees.
    fn degrees(&self, directory: usize, tag: u16) -> Option<f64> {
        let entry = self.entry(directory, tag).filter(|entry| (entry.kind, entry.count) == (5, 3))?;
        let start = self.offset(entry.at)?;
        let part = |number: usize| {
            let at = start.checked_add(number * 8)?;
            let (above, below) = (self.long(at)?, self.long(at.checked_add(4)?)?);
            (below > 0).then(|| f64::from(above) / f64::from(below))
        };
        Some(part(0)? + part(1)? / 60.0 + part(2)? / 3600.0)
    }

    /// One of two letters: the side of the earth.
    fn sign(&self, directory: usize, tag: u16, letters: [u8; 2]) -> Option<f64> {
        let entry = self.entry(directory, tag).filter(|entry| entry.kind == 2)?;
        let letter = self.bytes.get(entry.at)?.to_ascii_uppercase();
        letters.iter().position(|known| *known == letter).map(|at| if at == 0 { 1.0 } else { -1.0 })
    }
}

/// Where the camera was, when it wrote it down.
#[must_use]
pub fn position(exif: &[u8]) -> Option<Point> {
    let block = Block::of(exif)?;
    let first = block.offset(4)?;
    let gps = block.offset(block.entry(first, GPS)?.at)?;
    let latitude = block.degrees(gps, 2)? * block.sign(gps, 1, *b"NS")?;
    let longitude = block.degrees(gps, 4)? * block.sign(gps, 3, *b"EW")?;
    // Cameras without a fix write nought.
    Point::of_degrees(latitude, longitude).filter(|point| point.micro() != [0, 0])
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    /// What a camera writes at 45° 41' 38.76" north, 9° 40' 16.32" east, in either order of bytes.
    pub(crate) fn block(big: bool, south_west: bool) -> Vec<u8> {
        let short = |number: u16| if big { number.to_be_bytes() } else { number.to_le_bytes() };
        let long = |number: u32| if big { number.to_be_bytes() } else { number.to_le_bytes() };
        let mut out = if big { b"MM\0\x2a".to_vec() } else { b"II\x2a\0".to_vec() };
        let entry = |tag: u16, kind: u16, count: u32, value: [u8; 4], out: &mut Vec<u8>| {
            out.extend(short(tag));
            out.extend(short(kind));
            out.extend(long(count));
            out.extend(value);
        };
        out.extend(long(8));
        out.extend(short(1));
        entry(GPS, 4, 1, long(26), &mut out);
        out.extend(long(0));
        out.extend(short(4));
        let data = 26 + 2 + 4 * 12 + 4;
        let [north, east] = if south_west { *b"SW" } else { *b"NE" };
        entry(1, 2, 2, [north, 0, 0, 0], &mut out);
        entry(2, 5, 3, long(data), &mut out);
        entry(3, 2, 2, [east, 0, 0, 0], &mut out);
        entry(4, 5, 3, long(data + 24), &mut out);
        out.extend(long(0));
        for (above, below) in [(45, 1), (41, 1), (3876, 100), (9, 1), (40, 1), (1632, 100)] {
            out.extend(long(above));
            out.extend(long(below));
        }
        out
    }

    #[test]
    fn where_it_was() {
        for big in [true, false] {
            assert_eq!(position(&block(big, false)).map(|point| point.to_string()).as_deref(), Some("45.694100,9.671200"));
            assert_eq!(position(&block(big, true)).map(|point| point.to_string()).as_deref(), Some("-45.694100,-9.671200"));
        }
    }

    #[test]
    fn what_is_odd_is_no_position_and_no_panic() {
        let good = block(true, false);
        for end in 0..good.len() {
            assert_eq!(position(&good[..end]), None, "{end}");
        }
        for at in 0..good.len() {
            for byte in [0, 1, 0x7f, 0xff] {
                let mut odd = good.clone();
                odd[at] = byte;
                // Some of them are other positions; none is a panic.
                let _ = position(&odd);
            }
        }
    }
}
