// SPDX-License-Identifier: EUPL-1.2
//! How long a recording is: the head of a WAV file (RIFF, PCM) says it.

/// The longest voice of a panel, in seconds.
const LONGEST: f64 = 120.0;

/// The seconds of a recording; `None` when it is none, or too long.
#[must_use]
pub fn seconds(file: &[u8]) -> Option<f64> {
    if file.get(..4)? != b"RIFF" || file.get(8..12)? != b"WAVE" {
        return None;
    }
    let (mut at, mut rate) = (12, None);
    loop {
        let name = file.get(at..at + 4)?;
        let length = u32::from_le_bytes(file.get(at + 4..at + 8)?.try_into().ok()?) as usize;
        match name {
            // Bytes a second stand in the ninth byte of the form.
            b"fmt " => rate = Some(u32::from_le_bytes(file.get(at + 16..at + 20)?.try_into().ok()?)).filter(|rate| *rate > 0),
            b"data" => {
                // What is written may be cut: only what is there is heard.
                let there = length.min(file.len() - at - 8);
                let seconds = there as f64 / f64::from(rate?);
                return (seconds > 0.0 && seconds <= LONGEST).then_some(seconds);
            }
            _ => {}
        }
        at = at.checked_add(8)?.checked_add(length)?.checked_add(length % 2)?;
    }
}

#[cfg(test)]
mod tests {
    use super::seconds;

    fn wav(rate: u32, bytes: usize) -> Vec<u8> {
        let mut file = b"RIFF\0\0\0\0WAVEfmt \x10\0\0\0\x01\0\x01\0".to_vec();
        file.extend((rate / 2).to_le_bytes());
        file.extend(rate.to_le_bytes());
        file.extend([2, 0, 16, 0]);
        file.extend(b"data");
        file.extend((bytes as u32).to_le_bytes());
        file.resize(file.len() + bytes, 0);
        file
    }

    #[test]
    fn recordings_say_how_long_they_are() {
        assert_eq!(seconds(&wav(32_000, 48_000)), Some(1.5));
        assert_eq!(seconds(&wav(32_000, 0)), None);
        assert_eq!(seconds(&wav(0, 48_000)), None);
        assert_eq!(seconds(&wav(32_000, 32_000 * 121)), None);
        assert_eq!(seconds(b"ID3 this is an MP3"), None);
        let whole = wav(32_000, 48_000);
        for length in 0..44 {
            assert_eq!(seconds(&whole[..length]), None, "{length}");
        }
    }
}
