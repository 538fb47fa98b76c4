// SPDX-License-Identifier: EUPL-1.2
//! `race crowd | reports | kill | speed`: what `make race` and `make bench-race` run. Exit code 1 when something is not
//! as it must be.

use anyhow::Context as _;
use aws_sdk_dynamodb::config::timeout::TimeoutConfig;
use clap::{Parser, Subcommand, ValueEnum};
use dynamo::{Access, Dynamo};
use functions::app::Stores;
use race::{crowd, flood, kill, mixed, speed};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Duration;
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
        /// Which store
        #[arg(long, value_enum, default_value_t = Kind::Sqlite)]
        store: Kind,
    },
    /// Reports at a steady rate
    Reports {
        /// A second
        #[arg(long, default_value_t = 200)]
        rate: u32,
        /// For so many seconds
        #[arg(long, default_value_t = 60)]
        seconds: u64,
        /// Which store
        #[arg(long, value_enum, default_value_t = Kind::Sqlite)]
        store: Kind,
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
        /// Which store
        #[arg(long, value_enum, default_value_t = Kind::Sqlite)]
        store: Kind,
    },
}

/// How long a client of DynamoDB waits here.
const PATIENCE: Duration = Duration::from_secs(120);

/// Clients of the mixed operations.
const CLIENTS: usize = 50;

/// A store to race on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Kind {
    /// A file.
    Sqlite,
    /// The engine at `DYNAMODB_ENDPOINT`, as `scripts/dynamodb-local.sh` sets it.
    Dynamodb,
}

fn sqlite(folder: &Path, name: &str) -> anyhow::Result<Sqlite> {
    Sqlite::open(&folder.join(name)).map_err(|error| anyhow::Error::from_boxed(error.0))
}

/// An empty table. Hundreds at once before an engine with one or two cores wait longer than production does.
#[expect(clippy::disallowed_methods, reason = "a main asks its environment")]
async fn dynamodb(name: &str) -> anyhow::Result<Dynamo> {
    let endpoint = std::env::var("DYNAMODB_ENDPOINT").context("DYNAMODB_ENDPOINT is not set: run it by scripts/dynamodb-local.sh")?;
    let timeouts = TimeoutConfig::builder().connect_timeout(PATIENCE).read_timeout(PATIENCE).operation_attempt_timeout(PATIENCE).operation_timeout(PATIENCE).build();
    let store = Dynamo::of_config(dynamo::config(&Access::local(&endpoint)).timeout_config(timeouts).build(), name);
    store.create_table().await.map_err(|error| anyhow::Error::from_boxed(error.0))?;
    Ok(store)
}

async fn crowd_on<S: Stores>(name: &str, stores: [S; 2], clients: usize, places: u32, operations: usize) -> anyhow::Result<bool> {
    let [first, second] = stores;
    let report = crowd::run(name, first, clients, places).await?;
    let mixed = mixed::run(second, CLIENTS, operations).await?;
    println!("{name} operations: {}, standing at the end: {}, as every client was told", mixed.operations, mixed.standing);
    println!("{report}");
    Ok(report.is_right())
}

async fn speed_on<S: Stores>(name: &str, store: S, folder: &Path, operations: usize) -> anyhow::Result<()> {
    let bare = speed::bare(folder, operations).await?;
    let [booked, seen] = speed::bookings(name, store, operations).await?;
    println!("{bare}\n{booked}\n{seen}");
    println!("hold and confirm takes {:.1} times the bare loop, the free places {:.1} times", bare.rate / booked.rate, bare.rate / seen.rate);
    Ok(())
}

#[tokio::main]
async fn main() -> anyhow::Result<ExitCode> {
    let folder = tempfile::tempdir()?;
    let at = folder.path();
    let right = match Cli::parse().command {
        Command::Crowd { clients, places, operations, store: Kind::Sqlite } => {
            crowd_on("sqlite", [sqlite(at, "crowd.sqlite")?, sqlite(at, "mixed.sqlite")?], clients, places, operations).await?
        }
        Command::Crowd { clients, places, operations, store: Kind::Dynamodb } => {
            crowd_on("dynamodb", [dynamodb("crowd").await?, dynamodb("mixed").await?], clients, places, operations).await?
        }
        Command::Reports { rate, seconds, store } => {
            let time = Duration::from_secs(seconds);
            let flood = match store {
                Kind::Sqlite => flood::run("sqlite", sqlite(at, "reports.sqlite")?, rate, time).await?,
                Kind::Dynamodb => flood::run("dynamodb", dynamodb("reports").await?, rate, time).await?,
            };
            println!("{flood}");
            flood.is_right()
        }
        Command::Kill { program, rounds } => {
            let killed = kill::run(&program, rounds).await?;
            println!("{killed}");
            killed.is_right()
        }
        Command::Speed { operations, store } => {
            match store {
                Kind::Sqlite => speed_on("sqlite", sqlite(at, "speed.sqlite")?, at, operations).await?,
                Kind::Dynamodb => speed_on("dynamodb", dynamodb("speed").await?, at, operations).await?,
            }
            true
        }
    };
    Ok(if right { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
