// SPDX-License-Identifier: EUPL-1.2
//! DynamoDB on this machine, for the tests: dynoxide on a free port of the loopback. It prints its address on
//! the first line and ends when its standard input does, so that it never outlives whoever started it.

use dynoxide::Database;
use dynoxide::server::serve_with_shutdown;
use tokio::io::AsyncReadExt as _;
use tokio::net::TcpListener;

#[tokio::main(worker_threads = 2)]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    println!("http://{}", listener.local_addr()?);
    let end = tokio::spawn(async {
        // An error is an end too.
        let _ = tokio::io::stdin().read_to_end(&mut Vec::new()).await;
        std::process::exit(0);
    });
    serve_with_shutdown(listener, Database::memory()?, async { drop(end.await) }).await?;
    Ok(())
}
