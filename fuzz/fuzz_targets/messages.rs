//! Messages to the language server: it ends with the stream and never with a fault.
#![no_main]

use std::io::Cursor;

use rasoat::lsp::{Host, serve};

libfuzzer_sys::fuzz_target!(|data: &[u8]| {
    let framed: Vec<u8> = data
        .split(|byte| *byte == 0)
        .flat_map(|body| [format!("Content-Length: {}\r\n\r\n", body.len()).as_bytes(), body].concat())
        .collect();
    let _ = serve(Cursor::new(framed), Vec::new(), Host { lang: None, today: || None });
});
