//! The checks on state bodies that ended.

mod ended_body;

pub(super) use ended_body::EndedBody;
