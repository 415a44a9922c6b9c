//! The shape of a file without a judge of schemas, which is a third of what a page in a browser may weigh: the types
//! themselves refuse what does not fit, one mistake at a time, and say it in the words of their library.

use serde_json::Value;

use super::judge::Judge;
use super::nearest;
use super::packs::Mistake;

/// The schema that nobody asks here.
pub(crate) struct Shape;

impl Shape {
    /// Does not even make the schema.
    pub(crate) fn new(_: impl FnOnce() -> Value) -> Self {
        Self
    }
}

impl Judge<'_> {
    /// Leaves the file to its type.
    pub(crate) fn schema(&mut self, _: &Shape) {}

    /// Leaves the value to its type.
    pub(crate) fn part(&mut self, _: &Shape, _: &Value, _: &str) {}

    /// What the type does not take, as far as its words can be understood.
    pub(super) fn misread(&mut self, error: &serde_json::Error) {
        let said = error.to_string();
        let mut names = said.split('`').skip(1).step_by(2).map(str::to_owned);
        let first = names.next();
        let rest: Vec<String> = names.collect();
        let near = |name: &str| nearest(name, rest.iter().map(String::as_str)).map(str::to_owned);
        let (range, mistake) = match first {
            Some(name) if said.starts_with("unknown field") => {
                let nearest = near(&name);
                (self.source.key_named(&name), Mistake::UnknownField { name, nearest, known: rest })
            }
            Some(name) if said.starts_with("missing field") => (0..0, Mistake::MissingFields(vec![name])),
            Some(found) if said.starts_with("unknown variant") => {
                let nearest = near(&found);
                (self.source.value_of(&found), Mistake::NotOneOf { found, options: rest, nearest })
            }
            _ => (0..0, Mistake::Other(said)),
        };
        self.add(range, mistake);
    }
}
