// SPDX-License-Identifier: EUPL-1.2
//! Who waits for the disk: writes that arrive while another is on its way to the disk share the next
//! transaction, and each is answered when that is on the disk. Reads have a connection of their own.
//!
//! A step of a shared transaction stands in a savepoint: one that fails takes back its own work and no
//! other's. When the transaction itself fails, every step of it is answered with the fault.

use domain::store::StoreError;
use rusqlite::Connection;
use std::collections::VecDeque;
use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use tokio::sync::oneshot;

/// The most steps that share a transaction: the first of them waits for all.
const TOGETHER: usize = 64;

/// Tells the one who asked, once it is known whether the transaction is on the disk; with what went wrong.
type Tell = Box<dyn FnOnce(Option<&str>) + Send>;

/// A step that waits for its turn. It says what went wrong, and then its work does not stay; without a
/// connection it only learns that it was not done.
type Step = Box<dyn FnOnce(Option<&mut Connection>) -> (Result<(), String>, Tell) + Send>;

struct Inner {
    steps: Mutex<VecDeque<Step>>,
    writer: Mutex<Connection>,
    reader: Mutex<Connection>,
}

/// The two connections, and the writes that wait for theirs. Copies share both.
#[derive(Clone)]
pub struct Queue(Arc<Inner>);

impl fmt::Debug for Queue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Queue")
    }
}

/// A lock; who panicked under it left nothing half done, because a transaction that is open is taken back.
fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

fn failed(error: rusqlite::Error) -> StoreError {
    StoreError(Box::new(error))
}

impl Queue {
    /// Of a connection that writes and one that only reads the same file.
    pub fn new(writer: Connection, reader: Connection) -> Self {
        Self(Arc::new(Inner { steps: Mutex::default(), writer: Mutex::new(writer), reader: Mutex::new(reader) }))
    }

    /// Reads what is on the disk, on a thread that may wait.
    pub async fn read<T: Send + 'static>(&self, step: impl FnOnce(&Connection) -> rusqlite::Result<T> + Send + 'static) -> Result<T, StoreError> {
        let inner = self.0.clone();
        let done = tokio::task::spawn_blocking(move || step(&locked(&inner.reader)));
        done.await.map_err(|error| StoreError(Box::new(error)))?.map_err(failed)
    }

    /// Does what cannot stand in a transaction, on the connection that writes.
    pub async fn alone<T: Send + 'static>(&self, step: impl FnOnce(&Connection) -> rusqlite::Result<T> + Send + 'static) -> Result<T, StoreError> {
        let inner = self.0.clone();
        let done = tokio::task::spawn_blocking(move || step(&locked(&inner.writer)));
        done.await.map_err(|error| StoreError(Box::new(error)))?.map_err(failed)
    }

    /// Does a step whole or not at all, and answers when it is on the disk.
    pub async fn write<T: Send + 'static>(&self, step: impl FnOnce(&mut Connection) -> rusqlite::Result<T> + Send + 'static) -> Result<T, StoreError> {
        let (tell, told) = oneshot::channel();
        let waiting: Step = Box::new(move |connection| {
            let done = connection.map(step);
            let went = done.as_ref().map_or(Ok(()), |done| done.as_ref().map(|_| ()).map_err(ToString::to_string));
            let answer: Tell = Box::new(move |fault| {
                let answer = match (fault, done) {
                    (None, Some(done)) => done.map_err(failed),
                    (fault, _) => Err(StoreError(fault.unwrap_or("the step was not done").into())),
                };
                // Whoever does not wait any more needs no answer.
                drop(tell.send(answer));
            });
            (went, answer)
        });
        locked(&self.0.steps).push_back(waiting);
        let inner = self.0.clone();
        tokio::task::spawn_blocking(move || inner.turn()).await.map_err(|error| StoreError(Box::new(error)))?;
        told.await.map_err(|error| StoreError(Box::new(error)))?
    }
}

impl Inner {
    /// Does the steps that wait now. There is a turn for each step, so none is left behind.
    fn turn(&self) {
        let mut connection = locked(&self.writer);
        let steps: Vec<Step> = {
            let mut waiting = locked(&self.steps);
            let count = waiting.len().min(TOGETHER);
            waiting.drain(..count).collect()
        };
        if steps.is_empty() {
            return;
        }
        let mut answers = Vec::with_capacity(steps.len());
        let fault = together(&mut connection, steps, &mut answers).err();
        drop(connection);
        for tell in answers {
            tell(fault.as_deref());
        }
    }
}

/// Does steps in one transaction, each in a savepoint.
fn together(connection: &mut Connection, steps: Vec<Step>, answers: &mut Vec<Tell>) -> Result<(), String> {
    if !connection.is_autocommit() {
        // A step panicked in the turn before.
        say(connection, "ROLLBACK")?;
    }
    let mut fate = say(connection, "BEGIN IMMEDIATE");
    for step in steps {
        fate = fate.and_then(|()| say(connection, "SAVEPOINT step"));
        let (went, tell) = step(fate.is_ok().then_some(&mut *connection));
        answers.push(tell);
        fate = fate.and_then(|()| match went {
            Ok(()) => say(connection, "RELEASE step"),
            // A fault such as a full disk takes the whole transaction back, and is the answer to all.
            Err(fault) if connection.is_autocommit() => Err(fault),
            Err(_) => say(connection, "ROLLBACK TO step").and_then(|()| say(connection, "RELEASE step")),
        });
    }
    fate = fate.and_then(|()| say(connection, "COMMIT"));
    if fate.is_err() && !connection.is_autocommit() {
        say(connection, "ROLLBACK")?;
    }
    fate
}

fn say(connection: &Connection, sql: &str) -> Result<(), String> {
    connection.prepare_cached(sql).and_then(|mut statement| statement.execute([])).map(|_| ()).map_err(|error| error.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;
    use rusqlite::Error;

    fn queue(folder: &tempfile::TempDir) -> Queue {
        let open = || Connection::open(folder.path().join("queue.sqlite")).unwrap();
        let writer = open();
        writer.execute_batch("PRAGMA journal_mode = WAL; CREATE TABLE row (body TEXT NOT NULL) STRICT;").unwrap();
        Queue::new(writer, open())
    }

    fn put(text: &'static str) -> impl FnOnce(&mut Connection) -> rusqlite::Result<usize> + Send {
        move |connection| connection.execute("INSERT INTO row (body) VALUES (?1)", [text])
    }

    async fn rows(queue: &Queue) -> Vec<String> {
        queue.read(|connection| connection.prepare("SELECT body FROM row ORDER BY body")?.query_map([], |row| row.get(0))?.collect()).await.unwrap()
    }

    /// Lets steps pile up behind the lock of the writer, so that one turn does all.
    async fn piled<T: Send + 'static>(queue: &Queue, writes: Vec<impl Future<Output = T> + Send + 'static>) -> Vec<T> {
        let (count, held) = (writes.len(), locked(&queue.0.writer));
        let tasks: Vec<_> = writes.into_iter().map(tokio::spawn).collect();
        while locked(&queue.0.steps).len() < count {
            std::thread::yield_now();
        }
        drop(held);
        let mut out = Vec::new();
        for task in tasks {
            out.push(task.await.unwrap());
        }
        out
    }

    #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
    async fn a_step_that_fails_takes_back_its_own_work_and_no_other() {
        let folder = tempfile::tempdir().unwrap();
        let queue = queue(&folder);
        let writes: Vec<_> = (0..3)
            .map(|number| {
                let queue = queue.clone();
                async move {
                    let step = move |connection: &mut Connection| {
                        put(["a", "b", "c"][number])(connection)?;
                        if number == 1 { Err(Error::QueryReturnedNoRows) } else { Ok(()) }
                    };
                    queue.write(step).await.is_ok()
                }
            })
            .collect();
        assert_eq!(piled(&queue, writes).await, [true, false, true]);
        assert_eq!(rows(&queue).await, ["a", "c"]);
    }

    #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
    async fn a_step_that_panics_is_answered_and_the_next_turn_goes_on() {
        let folder = tempfile::tempdir().unwrap();
        let queue = queue(&folder);
        let step = |connection: &mut Connection| -> rusqlite::Result<()> {
            put("half")(connection)?;
            panic!("of the test")
        };
        assert!(queue.write(step).await.is_err());
        queue.write(put("whole")).await.unwrap();
        assert_eq!(rows(&queue).await, ["whole"]);
    }

    #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
    async fn a_disk_that_is_full_is_told_to_each_step_of_the_turn() {
        let folder = tempfile::tempdir().unwrap();
        let queue = queue(&folder);
        queue.write(put("before")).await.unwrap();
        let pages: i64 = locked(&queue.0.writer).query_row("PRAGMA max_page_count = 3", [], |row| row.get(0)).unwrap();
        assert_eq!(pages, 3);
        let writes: Vec<_> = [10_usize, 1_000_000, 20]
            .map(|length| {
                let queue = queue.clone();
                async move {
                    let step = move |connection: &mut Connection| connection.execute("INSERT INTO row (body) VALUES (?1)", ["x".repeat(length)]);
                    queue.write(step).await.map_err(|error| std::error::Error::source(&error).unwrap().to_string())
                }
            })
            .into_iter()
            .collect();
        let told = piled(&queue, writes).await;
        let stayed = rows(&queue).await;
        // What was answered as done is there, and nothing else is.
        assert_eq!(stayed.len(), 1 + told.iter().filter(|answer| answer.is_ok()).count());
        assert!(told[1].as_ref().is_err_and(|fault| fault.contains("full")), "{told:?}");
        queue.write(put("after")).await.unwrap();
    }
}
