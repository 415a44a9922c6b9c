//! Messages on a stream: a header with the length, then JSON.
//!
//! `lsp-server` has a reader of its own, but it ends the session at the first malformed message. This
//! one says what is wrong and goes on with the next message.

use std::io::{self, BufRead, Read, Write};

use lsp_server::{ErrorCode, Message, RequestId};
use serde_json::{Value, json};

/// Longest header line; real ones have some 30 bytes.
const HEADER_BYTES: u64 = 4 << 10;
/// Most header lines of one message; real ones have one or two.
const HEADER_LINES: usize = 32;
/// Longest message. A document of the largest size that is read, written as JSON, stays below.
const MESSAGE_BYTES: u64 = 256 << 20;

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
        io::copy(&mut input.take(length), &mut io::sink())?;
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
        let mut line = Vec::new();
        if input.take(HEADER_BYTES).read_until(b'\n', &mut line)? == 0 {
            return Ok(Header::End);
        }
        let line = String::from_utf8_lossy(&line).trim().to_ascii_lowercase();
        if line.is_empty() {
            return Ok(length);
        }
        if let Some(value) = line.strip_prefix("content-length:") {
            length = value.trim().parse().map_or(Header::Unknown, Header::Length);
        }
    }
    Ok(Header::Unknown)
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

/// Writes a message.
pub(super) fn write(output: &mut impl Write, message: &Message) -> io::Result<()> {
    let mut value = serde_json::to_value(message)?;
    if let Value::Object(fields) = &mut value {
        fields.insert("jsonrpc".to_owned(), Value::from("2.0"));
    }
    write_value(output, &value)
}

/// Answers something that is no message. Its id may be unknown, which the protocol writes as null.
pub(super) fn write_refusal(output: &mut impl Write, refusal: &Refusal) -> io::Result<()> {
    let error = json!({ "code": refusal.code as i32, "message": refusal.reason });
    write_value(output, &json!({ "jsonrpc": "2.0", "id": refusal.id, "error": error }))
}

fn write_value(output: &mut impl Write, value: &Value) -> io::Result<()> {
    let body = serde_json::to_vec(value)?;
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

    #[test]
    fn a_header_without_end_is_refused() {
        let stream = "x".repeat(1 << 20);
        let mut input = io::BufReader::new(stream.as_bytes());
        assert!(matches!(read(&mut input), Ok(Some(Incoming::Refused(_)))));
    }

    #[test]
    fn messages_are_framed_by_bytes() {
        let mut out = Vec::new();
        let refusal = Refusal { id: None, code: ErrorCode::ParseError, reason: "Đ".to_owned() };
        write_refusal(&mut out, &refusal).expect("writes");
        let text = String::from_utf8(out).expect("UTF-8");
        let (head, body) = text.split_once("\r\n\r\n").expect("framed");
        assert_eq!(head, format!("Content-Length: {}", body.len()));
        assert!(body.contains("\"id\":null"));
    }
}
