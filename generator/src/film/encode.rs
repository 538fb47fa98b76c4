// SPDX-License-Identifier: EUPL-1.2
//! Frames go to the system's ffmpeg, once for all files of a film. ffmpeg is asked what it can do; it is never
//! part of this program.

use super::shelf::Bench;
use super::{Mentioned, frames};
use crate::comics::Strip;
use comic::timeline::seconds;
use std::fmt;
use std::io::{self, Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::time::{Duration, Instant};

/// What makes a film, for the key under which it is kept: a change here makes all films anew.
pub const RECIPE: &str = "x264 medium animation crf 25; svtav1 preset 10 crf 40; loudnorm -16; 1";

/// How a film is compressed for MP4. Threads are counted, since their number changes the bytes.
const MP4: &str = "-c:v libx264 -preset medium -tune animation -crf 25 -profile:v high -level 3.1 -g 250 -threads 2 -movflags +faststart";
/// How a film is compressed for WebM.
const WEBM: &str = "-c:v libsvtav1 -preset 10 -crf 40 -g 250 -svtav1-params lp=2";
/// What both files say of their colours, and no word of when and by what they were made.
const COLOURS: &str = "-pix_fmt yuv420p -colorspace bt709 -color_primaries bt709 -color_trc bt709 -color_range tv -map_metadata -1 -fflags +bitexact -flags:v +bitexact";
/// A film is not waited for longer.
const LONGEST: Duration = Duration::from_secs(30 * 60);
/// What of ffmpeg's complaints is shown.
const COMPLAINTS: usize = 2_000;

/// The ffmpeg of this machine.
#[derive(Debug, Clone)]
pub struct Ffmpeg {
    program: PathBuf,
    /// Whether it makes AV1.
    av1: bool,
    /// Whether it makes Opus.
    opus: bool,
}

/// Why a film was not made.
#[derive(Debug)]
pub enum EncodeError {
    /// Frames could not be made.
    Frames(frames::FramesError),
    /// ffmpeg could not be started, or a file not be written.
    System(io::Error),
    /// ffmpeg stopped; what it said last.
    Stopped(ExitStatus, String),
    /// It took too long.
    Late,
    /// A recorded voice is gone.
    Voice(String),
}

impl fmt::Display for EncodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Frames(error) => error.fmt(f),
            Self::System(_) => f.write_str("non riesco a usare ffmpeg"),
            Self::Stopped(status, said) => write!(f, "ffmpeg si è fermato ({status}): {said}"),
            Self::Late => write!(f, "ffmpeg non ha finito in {} minuti", LONGEST.as_secs() / 60),
            Self::Voice(address) => write!(f, "la voce `{address}` non c'è"),
        }
    }
}

impl std::error::Error for EncodeError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Frames(error) => error.source(),
            Self::System(error) => Some(error),
            _ => None,
        }
    }
}

impl From<io::Error> for EncodeError {
    fn from(error: io::Error) -> Self {
        Self::System(error)
    }
}

impl Ffmpeg {
    /// The ffmpeg of a name or path, when it is there and makes H.264.
    #[must_use]
    pub fn find(program: &Path) -> Option<Self> {
        let said = Command::new(program).args(["-hide_banner", "-encoders"]).stdin(Stdio::null()).stderr(Stdio::null()).output().ok().filter(|said| said.status.success())?;
        let encoders = String::from_utf8_lossy(&said.stdout).into_owned();
        let makes = |name: &str| encoders.split_whitespace().any(|word| word == name);
        (makes("libx264") && makes("aac")).then(|| Self { program: program.to_owned(), av1: makes("libsvtav1"), opus: makes("libopus") })
    }

    /// Makes the files of a film: `film.mp4`, and `film.webm` where the encoder is there. `told` hears how many
    /// frames are done.
    ///
    /// # Errors
    /// When it could not.
    pub fn encode(&self, strip: &Strip, mentioned: Mentioned<'_>, bench: &Bench, told: &mut dyn FnMut(u32)) -> Result<frames::Count, EncodeError> {
        let arguments = self.arguments(strip, mentioned, bench)?;
        let mut child = Command::new(&self.program).args(arguments).env("SVT_LOG", "1").stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::piped()).spawn()?;
        let complaints = listen(&mut child);
        let start = Instant::now();
        let mut input = child.stdin.take();
        let made = frames::frames(
            strip,
            mentioned,
            &mut |planes, _| {
                if start.elapsed() > LONGEST {
                    return Err(io::Error::from(io::ErrorKind::TimedOut));
                }
                input.as_mut().map_or(Ok(()), |input| input.write_all(planes))
            },
            told,
        );
        drop(input.take());
        let status = wait(&mut child, start)?;
        let said = complaints.and_then(|thread| thread.join().ok()).unwrap_or_default();
        match (made, status) {
            // When ffmpeg stops, frames have nowhere to go: its own words say why.
            (_, Some(status)) if !status.success() => Err(EncodeError::Stopped(status, said)),
            (_, None) => Err(EncodeError::Late),
            (Err(error), _) => Err(EncodeError::Frames(error)),
            (Ok(count), _) => Ok(count),
        }
    }

    fn arguments(&self, strip: &Strip, mentioned: Mentioned<'_>, bench: &Bench) -> Result<Vec<String>, EncodeError> {
        let input = format!("-hide_banner -loglevel error -y -f rawvideo -pix_fmt yuv420p -s {}x{} -r {} -i -", super::raster::WIDTH, super::raster::HEIGHT, comic::timeline::RATE);
        let mut arguments: Vec<String> = input.split(' ').map(str::to_owned).collect();
        let words = |text: &str| text.split(' ').map(str::to_owned).collect::<Vec<_>>();
        let mut mix = String::new();
        for (number, (panel, address)) in strip.voices.iter().enumerate() {
            let bytes = mentioned(address).ok_or_else(|| EncodeError::Voice(address.clone()))?;
            let path = bench.lay(&format!("voce-{number}.wav"), &bytes)?;
            arguments.extend(["-i".to_owned(), path.to_string_lossy().into_owned()]);
            let start = seconds(strip.board.timeline().panels[*panel].span.start) + 0.4;
            mix += &format!("[{}:a]adelay={:.0}:all=1[v{number}];", number + 1, start * 1000.0);
        }
        let voices = strip.voices.len();
        let files = if self.av1 { 2 } else { 1 };
        if voices > 0 {
            let all: String = (0..voices).map(|number| format!("[v{number}]")).collect();
            let outs: String = (0..files).map(|file| format!("[a{file}]")).collect();
            let length = strip.board.timeline().seconds();
            mix += &format!("{all}amix=inputs={voices}:normalize=0,loudnorm=I=-16:TP=-1.5:LRA=11,aresample=48000,apad,atrim=end={length},asplit={files}{outs}");
            arguments.extend(["-filter_complex".to_owned(), mix]);
        }
        let mut output = |file: usize, picture: &str, sound: &str, name: &str| {
            arguments.extend(words("-map 0:v"));
            if voices > 0 {
                arguments.extend(["-map".to_owned(), format!("[a{file}]")]);
                arguments.extend(words(sound));
            }
            arguments.extend(words(picture));
            arguments.extend(words(COLOURS));
            arguments.push(bench.path(name).to_string_lossy().into_owned());
        };
        output(0, MP4, "-c:a aac -b:a 64k -flags:a +bitexact", "film.mp4");
        if self.av1 {
            output(1, WEBM, if self.opus { "-c:a libopus -b:a 32k -flags:a +bitexact" } else { "-an" }, "film.webm");
        }
        Ok(arguments)
    }
}

/// Reads what ffmpeg complains about while it works: a full pipe would stop it.
fn listen(child: &mut Child) -> Option<std::thread::JoinHandle<String>> {
    let mut pipe = child.stderr.take()?;
    Some(std::thread::spawn(move || {
        let mut said = Vec::new();
        // What was read before the pipe broke is still worth showing.
        let _ = pipe.read_to_end(&mut said);
        let said = String::from_utf8_lossy(&said);
        let skip = said.chars().count().saturating_sub(COMPLAINTS);
        said.chars().skip(skip).collect::<String>().trim().to_owned()
    }))
}

/// Waits for ffmpeg; `None` when it took too long and was ended.
fn wait(child: &mut Child, start: Instant) -> io::Result<Option<ExitStatus>> {
    loop {
        if let Some(status) = child.try_wait()? {
            return Ok(Some(status));
        }
        if start.elapsed() > LONGEST {
            child.kill()?;
            child.wait()?;
            return Ok(None);
        }
        std::thread::sleep(Duration::from_millis(20));
    }
}
