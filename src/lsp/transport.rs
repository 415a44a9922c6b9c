//! Messages on a stream: a header with the length, then JSON.
//!
//! `lsp-server` has a reader of its own, but it ends the session at the first malformed message. This
//! one says what is wrong and goes on with the next message.

use std::io::{self, BufRead, Read, Write};

use lsp_server::{ErrorCode, Message, RequestId, ResponseError};
use serde::Serialize;
use serde_json::Value;
use serde_json::value::{RawValue, to_raw_value};

/// Longest header line; real ones have some 30 bytes.
const HEADER_BYTES: usize = 4 << 10;
/// Most header lines of one message; real ones have one or two.
const HEADER_LINES: usize = 32;
/// Longest message. A document of the largest size that is read, written as JSON, stays below.
const MESSAGE_BYTES: u64 = 256 << 20;
/// The header that counts.
const LENGTH: &str = "content-length:";

/// What came in.
#[derive(Debug)]
pub(super) enum Incoming {
    /// A message.
    Message(Message),
    /// Something that is none.
    Refused(Refusal),
}

/// Why something that came in is no message.
#[derive(Debug)]
pub(super) struct Refusal {
    /// The id of the request, if it can be told.
    pub(super) id: Option<RequestId>,
    /// The code of the protocol.
    pub(super) code: ErrorCode,
    /// What is wrong.
    pub(super) reason: String,
}

impl Refusal {
    fn parse(reason: impl Into<String>) -> Incoming {
        Incoming::Refused(Self { id: None, code: ErrorCode::ParseError, reason: reason.into() })
    }
}

/// What stands before a message.
enum Header {
    /// So many bytes follow.
    Length(u64),
    /// Nothing that tells where the message ends.
    Unknown,
    /// The end of the stream.
    End,
}

/// Reads the next message; `None` at the end of the stream.
pub(super) fn read(input: &mut impl BufRead) -> io::Result<Option<Incoming>> {
    let length = match header(input)? {
        Header::Length(length) => length,
        Header::Unknown => return Ok(Some(Refusal::parse("a message without Content-Length"))),
        Header::End => return Ok(None),
    };
    if length > MESSAGE_BYTES {
        // To skip so much might be to skip all that follows.
        return Ok(Some(Refusal::parse(format!("a message of {length} bytes is too long"))));
    }
    let mut body = Vec::new();
    if input.take(length).read_to_end(&mut body)? as u64 != length {
        return Ok(None);
    }
    Ok(Some(parse(&body)))
}

fn header(input: &mut impl BufRead) -> io::Result<Header> {
    let mut length = Header::Unknown;
    for _ in 0..HEADER_LINES {
        let Some(line) = line(input)? else { return Ok(Header::End) };
        let line = String::from_utf8_lossy(&line).trim().to_ascii_lowercase();
        if line.is_empty() {
            return Ok(length);
        }
        // After a message with a wrong length its rest stands on one line with the next header.
        if let Some(at) = line.rfind(LENGTH) {
            length = line[at + LENGTH.len()..].trim().parse().map_or(Header::Unknown, Header::Length);
        }
    }
    Ok(Header::Unknown)
}

/// The next line; of one that is longer than any header, its end. `None` at the end of the stream.
fn line(input: &mut impl BufRead) -> io::Result<Option<Vec<u8>>> {
    let mut line = Vec::new();
    loop {
        let read = input.take(HEADER_BYTES as u64).read_until(b'\n', &mut line)?;
        if read == 0 || line.ends_with(b"\n") {
            return Ok((!line.is_empty()).then_some(line));
        }
        line.drain(..line.len().saturating_sub(HEADER_BYTES));
    }
}

fn parse(body: &[u8]) -> Incoming {
    let value: Value = match serde_json::from_slice(body) {
        Ok(value) => value,
        Err(error) => return Refusal::parse(error.to_string()),
    };
    let id = value.get("id").and_then(|id| serde_json::from_value(id.clone()).ok());
    match serde_json::from_value(value) {
        Ok(message) => Incoming::Message(message),
        Err(_) => Incoming::Refused(Refusal {
            id,
            code: ErrorCode::InvalidRequest,
            reason: "neither a request nor a notification nor a response".to_owned(),
        }),
    }
}

/// Sends a notification.
pub(super) fn notify(output: &mut impl Write, method: &str, params: &impl Serialize) -> io::Result<()> {
    #[derive(Serialize)]
    struct Notification<'a, P> {
        jsonrpc: Version,
        method: &'a str,
        params: &'a P,
    }
    write(output, &Notification { jsonrpc: Version::Two, method, params })
}

/// Asks the other side for something.
pub(super) fn request(
    output: &mut impl Write,
    id: &RequestId,
    method: &str,
    params: &impl Serialize,
) -> io::Result<()> {
    #[derive(Serialize)]
    struct Request<'a> {
        jsonrpc: Version,
        id: &'a RequestId,
        method: &'a str,
        #[serde(skip_serializing_if = "Option::is_none")]
        params: Option<Box<RawValue>>,
    }
    // The protocol leaves parameters out where there are none.
    let params = Some(to_raw_value(params)?).filter(|params| params.get() != "null");
    write(output, &Request { jsonrpc: Version::Two, id, method, params })
}

/// Answers request `id`; `None` answers something that is no message, which the protocol writes as
/// null.
pub(super) fn respond(
    output: &mut impl Write,
    id: Option<&RequestId>,
    result: &Result<Box<RawValue>, ResponseError>,
) -> io::Result<()> {
    #[derive(Serialize)]
    struct Response<'a> {
        jsonrpc: Version,
        id: Option<&'a RequestId>,
        #[serde(skip_serializing_if = "Option::is_none")]
        result: Option<&'a RawValue>,
        #[serde(skip_serializing_if = "Option::is_none")]
        error: Option<&'a ResponseError>,
    }
    let jsonrpc = Version::Two;
    let (result, error) = (result.as_deref().ok(), result.as_ref().err());
    write(output, &Response { jsonrpc, id, result, error })
}

/// Answers something that is no message.
pub(super) fn refuse(output: &mut impl Write, refusal: Refusal) -> io::Result<()> {
    let Refusal { id, code, reason } = refusal;
    let error = ResponseError { code: code as i32, message: reason, data: None };
    respond(output, id.as_ref(), &Err(error))
}

/// The version of JSON-RPC.
#[derive(Serialize)]
enum Version {
    #[serde(rename = "2.0")]
    Two,
}

fn write(output: &mut impl Write, message: &impl Serialize) -> io::Result<()> {
    let body = serde_json::to_vec(message)?;
    write!(output, "Content-Length: {}\r\n\r\n", body.len())?;
    output.write_all(&body)?;
    output.flush()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn framed(body: &str) -> String {
        format!("Content-Length: {}\r\n\r\n{body}", body.len())
    }

    #[test]
    fn what_is_no_message_does_not_end_the_stream() {
        let ok = framed(r#"{"jsonrpc":"2.0","id":7,"method":"shutdown"}"#);
        let stream = framed("{") + "X-Nonsense: 1\r\n\r\n" + &framed(r#"{"id":3,"method":5}"#) + &framed("[]") + &ok;
        let mut input = io::BufReader::new(stream.as_bytes());
        let mut codes = Vec::new();
        while let Some(incoming) = read(&mut input).expect("reads") {
            codes.push(match incoming {
                Incoming::Message(Message::Request(request)) => request.method,
                Incoming::Message(other) => panic!("{other:?}"),
                Incoming::Refused(refusal) => {
                    format!("{} {:?}", refusal.code as i32, refusal.id.map(|id| id.to_string()))
                }
            });
        }
        assert_eq!(codes, ["-32700 None", "-32700 None", "-32600 Some(\"3\")", "-32600 None", "shutdown"]);
    }

    /// What is read: methods, and the codes of what was refused.
    fn all(stream: &str) -> Vec<String> {
        let mut input = io::BufReader::new(stream.as_bytes());
        let mut found = Vec::new();
        while let Some(incoming) = read(&mut input).expect("reads") {
            found.push(match incoming {
                Incoming::Message(Message::Request(request)) => request.method,
                Incoming::Message(other) => panic!("{other:?}"),
                Incoming::Refused(refusal) => (refusal.code as i32).to_string(),
            });
        }
        found
    }

    #[test]
    fn a_wrong_length_costs_a_message_or_two_and_not_the_session() {
        let ok = framed(r#"{"jsonrpc":"2.0","id":7,"method":"shutdown"}"#);
        let body = r#"{"jsonrpc":"2.0","id":6,"method":"x"}"#;
        for length in ["3", "0", "-1", "70", "x", "99999999999", "99999999999999999999999"] {
            let stream = format!("Content-Length: {length}\r\n\r\n{body}{ok}{ok}{ok}");
            let found = all(&stream);
            assert_eq!(found.last().map(String::as_str), Some("shutdown"), "{length}: {found:?}");
            assert_eq!(found[0], "-32700", "{length}: {found:?}");
        }
        let long = format!("Content-Length: 3\r\n\r\n{}{ok}", "x".repeat(1 << 20));
        assert_eq!(all(&long), ["-32700", "shutdown"]);
    }

    #[test]
    fn a_line_without_end_ends_with_the_stream() {
        let stream = "x".repeat(1 << 20);
        assert_eq!(all(&stream), Vec::<String>::new());
    }

    #[test]
    fn messages_are_framed_by_bytes() {
        let mut out = Vec::new();
        let refusal = Refusal { id: None, code: ErrorCode::ParseError, reason: "Đ".to_owned() };
        refuse(&mut out, refusal).expect("writes");
        let text = String::from_utf8(out).expect("UTF-8");
        let (head, body) = text.split_once("\r\n\r\n").expect("framed");
        assert_eq!(head, format!("Content-Length: {}", body.len()));
        assert!(body.contains("\"id\":null"));
    }
}
