//! A TOML file as JSON, with the way back: which bytes hold the value at a JSON pointer.

use std::collections::BTreeMap;
use std::ops::Range;

use serde_json::{Map, Value};
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// Where a value and its key stand.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Place {
    key: Range<usize>,
    value: Range<usize>,
}

/// A parsed file.
#[derive(Debug)]
pub(crate) struct TomlSource {
    /// Its content.
    pub(crate) json: Value,
    /// What is wrong with its syntax, with the place.
    pub(crate) errors: Vec<(Range<usize>, String)>,
    places: BTreeMap<String, Place>,
}

impl TomlSource {
    /// Parses `text`, as much of it as can be understood.
    pub(crate) fn parse(text: &str) -> Self {
        let (table, errors) = DeTable::parse_recoverable(text);
        let errors = errors.iter().map(|error| (error.span().unwrap_or(0..0), error.message().to_owned())).collect();
        let mut places = BTreeMap::new();
        let json = table_to_json(table.get_ref(), "", &mut places);
        Self { json, errors, places }
    }

    /// The bytes of the value at `pointer`, or of the nearest value around it.
    pub(crate) fn value(&self, pointer: &str) -> Range<usize> {
        self.nearest(pointer).map_or(0..0, |place| place.value.clone())
    }

    /// The bytes of the key at `pointer`, or of the nearest key around it.
    pub(crate) fn key(&self, pointer: &str) -> Range<usize> {
        self.nearest(pointer).map_or(0..0, |place| place.key.clone())
    }

    /// The bytes of the first key called `name`, wherever it stands.
    #[cfg(not(feature = "schemas"))]
    pub(crate) fn key_named(&self, name: &str) -> Range<usize> {
        let end = step("", name);
        let found = self.places.iter().find(|(pointer, _)| pointer.ends_with(&end));
        found.map_or(0..0, |(_, place)| place.key.clone())
    }

    /// The bytes of the first value that is the text `text`.
    #[cfg(not(feature = "schemas"))]
    pub(crate) fn value_of(&self, text: &str) -> Range<usize> {
        let is_it = |pointer: &&String| self.json.pointer(pointer).and_then(Value::as_str) == Some(text);
        self.places.keys().find(is_it).map_or(0..0, |pointer| self.value(pointer))
    }

    fn nearest(&self, pointer: &str) -> Option<&Place> {
        let mut pointer = pointer;
        loop {
            if let Some(place) = self.places.get(pointer) {
                return Some(place);
            }
            pointer = &pointer[..pointer.rfind('/')?];
        }
    }
}

/// `pointer` with one more step.
pub(crate) fn step(pointer: &str, name: &str) -> String {
    format!("{pointer}/{}", name.replace('~', "~0").replace('/', "~1"))
}

fn table_to_json(table: &DeTable<'_>, pointer: &str, places: &mut BTreeMap<String, Place>) -> Value {
    let mut json = Map::new();
    for (key, value) in table {
        let at = step(pointer, key.get_ref());
        places.insert(at.clone(), Place { key: key.span(), value: value.span() });
        json.insert(key.get_ref().to_string(), value_to_json(value, &at, places));
    }
    Value::Object(json)
}

fn value_to_json(value: &Spanned<DeValue<'_>>, pointer: &str, places: &mut BTreeMap<String, Place>) -> Value {
    match value.get_ref() {
        DeValue::String(text) => Value::from(text.as_ref()),
        DeValue::Integer(number) => {
            i64::from_str_radix(number.as_str(), number.radix()).map_or(Value::Null, Value::from)
        }
        DeValue::Float(number) => number.as_str().parse::<f64>().map_or(Value::Null, Value::from),
        DeValue::Boolean(flag) => Value::from(*flag),
        DeValue::Datetime(datetime) => Value::from(datetime.to_string()),
        DeValue::Array(items) => {
            let item = |(at, item): (usize, &Spanned<DeValue<'_>>)| {
                let at = step(pointer, &at.to_string());
                places.insert(at.clone(), Place { key: item.span(), value: item.span() });
                value_to_json(item, &at, places)
            };
            items.iter().enumerate().map(item).collect()
        }
        DeValue::Table(table) => table_to_json(table, pointer, places),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_and_keys_are_found_again() {
        let text = "check = \"x\"\n[vi]\ntitle = 'Đề'\n[[example]]\nbad = \"a\"\n[[example]]\nbad = \"b\"\n";
        let source = TomlSource::parse(text);
        assert!(source.errors.is_empty());
        assert_eq!(&text[source.value("/vi/title")], "'Đề'");
        assert_eq!(&text[source.key("/vi/title")], "title");
        assert_eq!(&text[source.key("/vi/message")], "vi");
        assert_eq!(&text[source.value("/example/1/bad")], "\"b\"");
        assert_eq!(source.json["example"][1]["bad"], "b");
    }

    #[test]
    fn several_syntax_errors_are_found() {
        let source = TomlSource::parse("check = \nseverity = x\ntier = 'law'\n");
        assert_eq!(source.errors.len(), 2, "{:?}", source.errors);
        assert_eq!(source.json["tier"], "law");
    }
}
