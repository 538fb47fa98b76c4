// SPDX-License-Identifier: EUPL-1.2
//! The engine as a process: the one that is there already, or dynoxide, which ends with the tests.
#![expect(clippy::disallowed_methods, reason = "a test asks its environment")]

use std::io::{BufRead as _, BufReader, Write as _};
use std::path::Path;
use std::process::{Child, Command, Stdio};

/// An engine.
pub struct Engine {
    /// Its address.
    pub endpoint: String,
    /// Ends when its standard input does: when the tests have ended. None when somebody else started it.
    pub process: Option<Child>,
}

impl Engine {
    /// The engine at `DYNAMODB_ENDPOINT`; without one, dynoxide.
    pub fn of_environment() -> Self {
        let engine = match std::env::var("DYNAMODB_ENDPOINT") {
            Ok(endpoint) => Self { endpoint, process: None },
            Err(_) => Self::dynoxide(),
        };
        let name = if engine.process.is_some() { "dynoxide" } else { "the one of DYNAMODB_ENDPOINT" };
        // Not by `println`, which the harness keeps for itself.
        writeln!(std::io::stderr(), "engine: {name} at {}", engine.endpoint).expect("a terminal");
        engine
    }

    /// Builds dynoxide, if it is not built, and starts it.
    fn dynoxide() -> Self {
        let package = Path::new(env!("CARGO_MANIFEST_DIR")).join("../dynamo/engine/Cargo.toml");
        let target = Path::new(env!("CARGO_TARGET_TMPDIR")).with_file_name("engine");
        let built = Command::new(env!("CARGO")).args(["build", "--quiet", "--locked", "--manifest-path"]).arg(package).arg("--target-dir").arg(&target).status();
        assert!(built.expect("cargo").success(), "the engine is built");
        let mut process = Command::new(target.join("debug/engine")).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().expect("the engine starts");
        let mut endpoint = String::new();
        BufReader::new(process.stdout.take().expect("its output")).read_line(&mut endpoint).expect("its address");
        Self { endpoint: endpoint.trim().to_owned(), process: Some(process) }
    }
}
