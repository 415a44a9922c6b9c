//! The language server: the findings of [`crate::engine::check`] in editors, while one writes.
//!
//! One thread owns the state and answers; a thread reads, checks run on the thread pool, and the
//! folder is walked on a thread of its own. All of them report through one channel of [`Event`]s, so
//! the state needs no lock. A change of a document stops the check that is running, and the next one
//! begins when that has ended: whoever types faster than the engine checks waits for one check, never
//! for a queue.
//!
//! `lsp-server` and `lsp-types` give the messages; an async runtime would bring fifty crates for one
//! client on one stream. This is the only module that knows the types of the protocol.

mod accepted_words;
mod actions;
mod capabilities;
mod completion;
mod configs;
mod document;
mod edits;
mod explanations;
mod findings;
mod folder;
mod hints;
mod hover;
mod insertions;
mod links;
mod names;
mod options;
mod paths;
mod requests;
mod rules;
mod server;
mod stop;
mod suppressions;
mod symbols;
mod terms;
#[cfg(test)]
mod tests;
mod tokens;
mod transport;
mod view;
mod workspace;

use std::io::{self, BufRead, Write};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc;
use std::thread;

use jiff::civil::Date;

use crate::catalogue::Lang;
use crate::engine::{self, Outcome, Settings, Step};
use crate::model::SourceFile;
use crate::readers::ReadError;

/// What the command line knows of the world.
#[derive(Debug, Clone, Copy)]
pub struct Host {
    /// Language of the tool's words that was typed; the editor may set another.
    pub lang: Option<Lang>,
    /// The day it is; a session may last longer than one.
    pub today: fn() -> Option<Date>,
}

/// How a session ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ending {
    /// The editor asked the server to shut down first.
    Orderly,
    /// It left without a word.
    Abrupt,
}

/// The check of one document; another one in tests only.
type Check = fn(SourceFile, &Settings, &mut dyn FnMut(Step<'_>)) -> Result<Outcome, ReadError>;

/// What happens to the server.
enum Event {
    /// Something came in.
    Incoming(transport::Incoming),
    /// The stream ended.
    Closed,
    /// The check of this state of the open document with this address ended or was stopped.
    Checked(String, u64, Option<Box<document::Checked>>),
    /// News of the walk with this number.
    Folder(u64, folder::News),
}

/// Serves one editor until it ends the session.
pub fn serve(input: impl BufRead + Send + 'static, output: impl Write, host: Host) -> io::Result<Ending> {
    serve_with(input, output, host, engine::check_in_steps)
}

fn serve_with(
    mut input: impl BufRead + Send + 'static,
    output: impl Write,
    host: Host,
    check: Check,
) -> io::Result<Ending> {
    let (sender, events) = mpsc::channel();
    let incoming = sender.clone();
    // Ends with the stream, or with the process while it waits for input.
    thread::spawn(move || {
        while let Ok(Some(message)) = transport::read(&mut input) {
            if incoming.send(Event::Incoming(message)).is_err() {
                return;
            }
        }
        let _ = incoming.send(Event::Closed);
    });
    server::Server::new(output, host, check, sender).run(&events)
}

/// Runs `work`; a fault in it ends nothing else.
fn guarded<T>(work: impl FnOnce() -> T) -> Result<T, ()> {
    catch_unwind(AssertUnwindSafe(work)).map_err(|_| ())
}
