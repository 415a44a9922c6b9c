//! The shape of a file, judged by its JSON schema, so that every mistake is told at its place.

use jsonschema::error::{TypeKind, ValidationErrorKind};
use jsonschema::{ValidationError, Validator};
use serde_json::Value;

use super::judge::{Judge, MOST_MISTAKES};
use super::nearest;
use super::packs::Mistake;
use super::toml_source::step;

/// A schema. It is ours, so a fault in it is a fault of the tool, and is said as a mistake of the
/// file rather than passed over.
pub(crate) struct Shape {
    schema: Value,
    validator: Result<Validator, String>,
}

impl Shape {
    /// Makes `schema` ready to use.
    pub(crate) fn new(schema: impl FnOnce() -> Value) -> Self {
        let schema = schema();
        let options = jsonschema::options().with_pattern_options(jsonschema::PatternOptions::regex());
        let validator = options.build(&schema).map_err(|error| error.to_string());
        Self { schema, validator }
    }

    /// Names of the fields that the failed part of the schema knows.
    fn fields(&self, error: &ValidationError<'_>) -> Vec<String> {
        let path = error.schema_path().as_str();
        let parent = path.rfind('/').map_or("", |end| &path[..end]);
        let properties = self.schema.pointer(&format!("{parent}/properties")).and_then(Value::as_object);
        properties.into_iter().flat_map(serde_json::Map::keys).cloned().collect()
    }
}

impl Judge<'_> {
    /// Judges the whole file by `shape`.
    pub(crate) fn schema(&mut self, shape: &Shape) {
        let source = self.source;
        self.value(shape, &source.json);
    }

    /// Judges `value`, which stands at `pointer` or is made of what stands there, by `shape`.
    pub(crate) fn part(&mut self, shape: &Shape, value: &Value, pointer: &str) {
        pointer.clone_into(&mut self.at);
        self.value(shape, value);
        self.at.clear();
    }

    fn value(&mut self, shape: &Shape, value: &Value) {
        match &shape.validator {
            Ok(validator) => {
                for error in validator.iter_errors(value).take(MOST_MISTAKES) {
                    self.schema_error(&error, shape);
                }
            }
            Err(fault) => self.add(0..0, Mistake::Other(fault.clone())),
        }
    }

    fn schema_error(&mut self, error: &ValidationError<'_>, shape: &Shape) {
        let pointer = format!("{}{}", self.at, error.instance_path());
        let pointer = pointer.as_str();
        match error.kind() {
            ValidationErrorKind::AdditionalProperties { unexpected } => {
                let known = shape.fields(error);
                for name in unexpected.iter().take(MOST_MISTAKES) {
                    let nearest = nearest(name, known.iter().map(String::as_str)).map(str::to_owned);
                    let range = self.source.key(&step(pointer, name));
                    self.add(range, Mistake::UnknownField { name: name.clone(), nearest, known: known.clone() });
                }
            }
            ValidationErrorKind::Required { property } => {
                let name = property.as_str().map_or_else(|| property.to_string(), str::to_owned);
                self.missing(self.source.key(pointer), name);
            }
            ValidationErrorKind::MinLength { .. } | ValidationErrorKind::MinItems { .. } => {
                self.add(self.source.value(pointer), Mistake::Empty);
            }
            ValidationErrorKind::Type { kind } => {
                let expected = match kind {
                    TypeKind::Single(kind) => kind.to_string(),
                    TypeKind::Multiple(kinds) => {
                        let names: Vec<String> =
                            kinds.iter().map(|kind| kind.to_string()).filter(|name| name != "null").collect();
                        names.join(", ")
                    }
                };
                self.add(self.source.value(pointer), Mistake::WrongType { expected });
            }
            ValidationErrorKind::AnyOf { context } | ValidationErrorKind::OneOfNotValid { context } => {
                self.alternatives(error, context, shape);
            }
            ValidationErrorKind::Enum { .. } | ValidationErrorKind::Constant { .. } => {
                self.not_one_of(error);
            }
            _ => self.add(self.source.value(pointer), Mistake::Other(error.to_string())),
        }
    }

    /// Of several shapes none fits. If all are fixed values, the value is not one of them; if only
    /// one shape has the right type, its mistakes are meant.
    fn alternatives(&mut self, error: &ValidationError<'_>, context: &[Vec<ValidationError<'static>>], shape: &Shape) {
        let pointer = error.instance_path();
        let wrong_type = |errors: &&Vec<ValidationError<'static>>| {
            !errors.iter().any(|nested| {
                matches!(nested.kind(), ValidationErrorKind::Type { .. }) && nested.instance_path() == pointer
            })
        };
        let candidates: Vec<&Vec<ValidationError<'static>>> = context.iter().filter(wrong_type).collect();
        if fixed_values(error.kind()).is_empty()
            && let [errors] = candidates[..]
        {
            for nested in errors {
                self.schema_error(nested, shape);
            }
        } else if !fixed_values(error.kind()).is_empty() || !self.tagged(error, context, shape) {
            self.not_one_of(error);
        }
    }

    /// A table that stands for one of several things by the name of its only field.
    fn tagged(
        &mut self,
        error: &ValidationError<'_>,
        context: &[Vec<ValidationError<'static>>],
        shape: &Shape,
    ) -> bool {
        let here = error.instance_path();
        let wanted = |errors: &Vec<ValidationError<'static>>| {
            errors.iter().find_map(|nested| match nested.kind() {
                ValidationErrorKind::Required { property } if nested.instance_path() == here => {
                    property.as_str().map(str::to_owned)
                }
                _ => None,
            })
        };
        let names: Vec<String> = context.iter().filter_map(wanted).collect();
        let fitting: Vec<&Vec<ValidationError<'static>>> =
            context.iter().filter(|errors| wanted(errors).is_none()).collect();
        match (&fitting[..], names.is_empty()) {
            ([errors], false) => {
                for nested in *errors {
                    self.schema_error(nested, shape);
                }
                true
            }
            ([], false) => {
                let pointer = format!("{}{here}", self.at);
                let found = self.source.json.pointer(&pointer).and_then(Value::as_object);
                let Some(found) = found.and_then(|found| found.keys().next()).cloned() else { return false };
                let nearest = nearest(&found, names.iter().map(String::as_str)).map(str::to_owned);
                let range = self.source.key(&step(&pointer, &found));
                self.add(range, Mistake::NotOneOf { found, options: names, nearest });
                true
            }
            _ => false,
        }
    }

    fn not_one_of(&mut self, error: &ValidationError<'_>) {
        let pointer = format!("{}{}", self.at, error.instance_path());
        let found = self.source.json.pointer(&pointer).unwrap_or(&Value::Null);
        let found = found.as_str().map_or_else(|| found.to_string(), str::to_owned);
        let options = fixed_values(error.kind());
        let nearest = nearest(&found, options.iter().map(String::as_str)).map(str::to_owned);
        let range = self.source.value(&pointer);
        self.add(range, Mistake::NotOneOf { found, options, nearest });
    }

    /// What the schema let through and the type does not.
    pub(super) fn misread(&mut self, error: &serde_json::Error) {
        self.add(0..0, Mistake::Other(error.to_string()));
    }
}

/// Every fixed value among the shapes that were tried.
fn fixed_values(kind: &ValidationErrorKind) -> Vec<String> {
    let text = |value: &Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    match kind {
        ValidationErrorKind::Constant { expected_value } => vec![text(expected_value)],
        ValidationErrorKind::Enum { options } => options.as_array().into_iter().flatten().map(text).collect(),
        ValidationErrorKind::AnyOf { context } | ValidationErrorKind::OneOfNotValid { context } => {
            context.iter().flatten().flat_map(|error| fixed_values(error.kind())).collect()
        }
        _ => Vec::new(),
    }
}
