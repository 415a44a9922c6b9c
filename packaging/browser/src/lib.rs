//! `rasoat` behind a C interface, for a page in a browser.
//!
//! The page puts a request (JSON, [`Request`]) and the bytes of a document into rooms it asks for, calls
//! [`check`], and then asks for whatever form of the result it shows: nothing is checked twice. Every answer
//! lies at [`answer`] and is as long as the call that made it said. A fault ends the instance (there is no
//! unwinding here); the page starts another one and says so.

mod house;
mod session;

use std::cell::RefCell;

use session::Session;

/// What the page and the checker hand to each other.
#[derive(Default)]
struct Rooms {
    request: Vec<u8>,
    document: Vec<u8>,
    answer: Vec<u8>,
    session: Session,
}

thread_local! {
    static ROOMS: RefCell<Rooms> = RefCell::default();
}

fn with<T>(act: impl FnOnce(&mut Rooms) -> T) -> T {
    ROOMS.with_borrow_mut(act)
}

/// Room for a request of `length` bytes.
#[unsafe(no_mangle)]
pub extern "C" fn request(length: usize) -> *mut u8 {
    with(|rooms| {
        rooms.request = vec![0; length];
        rooms.request.as_mut_ptr()
    })
}

/// Room for a document of `length` bytes.
#[unsafe(no_mangle)]
pub extern "C" fn document(length: usize) -> *mut u8 {
    with(|rooms| {
        rooms.document = vec![0; length];
        rooms.document.as_mut_ptr()
    })
}

/// Where the last answer lies.
#[unsafe(no_mangle)]
pub extern "C" fn answer() -> *const u8 {
    with(|rooms| rooms.answer.as_ptr())
}

/// Takes what the office has of its own: the request names the files, and the room for documents holds them one after
/// the other. The answer is JSON for the page (`house::Told`).
#[unsafe(no_mangle)]
pub extern "C" fn furnish() -> usize {
    with(|rooms| {
        let contents = std::mem::take(&mut rooms.document);
        rooms.answer = rooms.session.furnish(&rooms.request, &contents);
        rooms.answer.len()
    })
}

/// Checks the document as the request asks. The answer is JSON for the page (`session::Told`).
#[unsafe(no_mangle)]
pub extern "C" fn check() -> usize {
    with(|rooms| {
        let bytes = std::mem::take(&mut rooms.document);
        rooms.answer = rooms.session.check(&rooms.request, bytes);
        rooms.answer.len()
    })
}

/// Draws the document that was checked last in the form that the request names (`html`, `json`, …), as the
/// program would write it for this one file.
#[unsafe(no_mangle)]
pub extern "C" fn draw() -> usize {
    with(|rooms| {
        rooms.answer = rooms.session.draw(&rooms.request);
        rooms.answer.len()
    })
}

/// A copy of the document with remarks and tracked changes: a byte that says how it ended (0 for a copy), then
/// the copy, or why there is none, in words.
#[unsafe(no_mangle)]
pub extern "C" fn annotate() -> usize {
    with(|rooms| {
        rooms.answer = rooms.session.annotate(&rooms.request);
        rooms.answer.len()
    })
}

/// What can be chosen: the version and the required outlines, as JSON.
#[unsafe(no_mangle)]
pub extern "C" fn choices() -> usize {
    with(|rooms| {
        rooms.answer = rooms.session.choices();
        rooms.answer.len()
    })
}
