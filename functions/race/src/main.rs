// SPDX-License-Identifier: EUPL-1.2
//! `race crowd | kill | speed`: what `make race` and `make bench-race` run. Exit code 1 when something is not
//! as it must be.

use clap::{Parser, Subcommand};
use race::{crowd, kill, mixed, speed};
use std::path::PathBuf;
use std::process::ExitCode;
use store::sqlite::Sqlite;

/// Crowds, crashes and a stop-watch for bookings.
#[derive(Debug, Parser)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Many clients for few places, then many operations
    Crowd {
        /// Clients at once
        #[arg(long, default_value_t = 500)]
        clients: usize,
        /// Places they want
        #[arg(long, default_value_t = 200)]
        places: u32,
        /// Operations by 50 clients afterwards
        #[arg(long, default_value_t = 1000)]
        operations: usize,
    },
    /// Kills the local server in the middle of its work
    Kill {
        /// The program
        #[arg(long, default_value = "target/release/sportello")]
        program: PathBuf,
        /// How often
        #[arg(long, default_value_t = 100)]
        rounds: usize,
    },
    /// Requests a second, beside a bare loop
    Speed {
        /// Operations of each kind
        #[arg(long, default_value_t = 2000)]
        operations: usize,
    },
}

/// Clients of the mixed operations.
const CLIENTS: usize = 50;

#[tokio::main]
async fn main() -> anyhow::Result<ExitCode> {
    let folder = tempfile::tempdir()?;
    let sqlite = |name: &str| Sqlite::open(&folder.path().join(name)).map_err(|error| anyhow::Error::from_boxed(error.0));
    let right = match Cli::parse().command {
        Command::Crowd { clients, places, operations } => {
            let report = crowd::run("sqlite", sqlite("crowd.sqlite")?, clients, places).await?;
            let mixed = mixed::run(sqlite("mixed.sqlite")?, CLIENTS, operations).await?;
            println!("sqlite operations: {}, standing at the end: {}, as every client was told", mixed.operations, mixed.standing);
            println!("{report}");
            report.is_right()
        }
        Command::Kill { program, rounds } => {
            let killed = kill::run(&program, rounds).await?;
            println!("{killed}");
            killed.is_right()
        }
        Command::Speed { operations } => {
            let bare = speed::bare(folder.path(), operations).await?;
            let [booked, seen] = speed::bookings("sqlite", sqlite("speed.sqlite")?, operations).await?;
            println!("{bare}\n{booked}\n{seen}");
            println!("hold and confirm takes {:.1} times the bare loop, the free places {:.1} times", bare.rate / booked.rate, bare.rate / seen.rate);
            true
        }
    };
    Ok(if right { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
