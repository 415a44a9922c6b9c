//! Runs a statement on a document, counting every step.

use std::cmp::Ordering;
use std::rc::Rc;

use super::facts::Record;
use super::syntax::{Expr, Node, Operator, Over};
use super::value::{Number, Value};
use crate::model::Document;
use crate::text::fold;

/// Steps of one rule on one document. Thousands of headings asked of each other stay below; what is made to run
/// for ever does not.
const MOST_STEPS: usize = 2_000_000;
/// Bytes of text that count as a step.
const BYTES_OF_STEP: usize = 32;
/// Bytes of a text that is put together.
const LONGEST_TEXT: usize = 1 << 20;

/// The steps are used up.
#[derive(Debug, Clone, Copy)]
pub(super) struct Stopped;

type Found = Result<Value, Stopped>;

/// A run of the statements of one rule on one document.
pub(super) struct Run<'d> {
    document: &'d Document,
    steps: usize,
    variables: Vec<(String, Value)>,
}

impl<'d> Run<'d> {
    pub(super) const fn new(document: &'d Document) -> Self {
        Self { document, steps: MOST_STEPS, variables: Vec::new() }
    }

    /// Whether the statement holds of `item`; `None` where a fact is missing.
    pub(super) fn ask(&mut self, statement: &Expr, item: Value) -> Result<Option<bool>, Stopped> {
        self.variables = vec![("it".to_owned(), item)];
        Ok(match self.value(statement)? {
            Value::Bool(holds) => Some(holds),
            _ => None,
        })
    }

    fn take(&mut self, steps: usize) -> Result<(), Stopped> {
        self.steps = self.steps.checked_sub(steps).ok_or(Stopped)?;
        Ok(())
    }

    /// The bytes of a value cost steps too.
    fn paid(&mut self, value: Value) -> Found {
        match &value {
            Value::Text(text) => self.take(text.len() / BYTES_OF_STEP)?,
            Value::List(items) => self.take(items.len())?,
            _ => {}
        }
        Ok(value)
    }

    fn value(&mut self, expr: &Expr) -> Found {
        self.take(1)?;
        match &expr.node {
            Node::Bool(value) => Ok(Value::Bool(*value)),
            Node::Number(number) => Ok(Value::Number(*number)),
            Node::Text(text) => self.paid(Value::text(text)),
            Node::Pattern(_) => Ok(Value::Missing),
            Node::List(items) => {
                let items: Vec<Value> = items.iter().map(|item| self.value(item)).collect::<Result<_, _>>()?;
                Ok(Value::List(items.into()))
            }
            Node::Name(name) => {
                let own = self.variables.iter().rev().find(|(known, _)| known == name).map(|(_, value)| value.clone());
                own.map_or_else(|| self.field(Record::Document, name), Ok)
            }
            Node::Not(inner) => Ok(match self.value(inner)? {
                Value::Bool(value) => Value::Bool(!value),
                _ => Value::Missing,
            }),
            Node::Minus(inner) => Ok(match self.value(inner)? {
                Value::Number(number) => number.minus().map_or(Value::Missing, Value::Number),
                _ => Value::Missing,
            }),
            Node::Binary(operator, left, right) => self.binary(*operator, left, right),
            Node::Choice(test, yes, no) => match self.value(test)? {
                Value::Bool(true) => self.value(yes),
                Value::Bool(false) => self.value(no),
                _ => Ok(Value::Missing),
            },
            Node::Field(record, name) => match self.value(record)? {
                Value::Record(record) => self.field(record, name),
                _ => Ok(Value::Missing),
            },
            Node::Over(over, list, variable, body) => self.over(*over, list, variable, body),
            Node::Call(name, arguments) => self.call(name, arguments),
        }
    }

    fn field(&mut self, record: Record, name: &str) -> Found {
        // Reading a fact looks at the whole table, section or document.
        if matches!(record, Record::Table(_)) {
            self.take(self.document.blocks().len() / BYTES_OF_STEP)?;
        }
        if name == "words" {
            self.take(self.document.blocks().len())?;
        }
        let value = record.field(name, self.document);
        self.paid(value)
    }

    fn binary(&mut self, operator: Operator, left: &Expr, right: &Expr) -> Found {
        let left = self.value(left)?;
        // One side may decide although the other is missing.
        match (operator, &left) {
            (Operator::Or, Value::Bool(true)) | (Operator::And, Value::Bool(false)) => return Ok(left),
            _ => {}
        }
        let right = self.value(right)?;
        if let Operator::Or | Operator::And = operator {
            return Ok(match (operator, left, right) {
                (_, Value::Bool(_), Value::Bool(right)) => Value::Bool(right),
                (Operator::Or, _, Value::Bool(true)) => Value::Bool(true),
                (Operator::And, _, Value::Bool(false)) => Value::Bool(false),
                _ => Value::Missing,
            });
        }
        let order = |wanted: &dyn Fn(Ordering) -> bool| {
            left.order(&right).map_or(Value::Missing, |order| Value::Bool(wanted(order)))
        };
        let value = match operator {
            Operator::Equal => order(&Ordering::is_eq),
            Operator::Differs => order(&Ordering::is_ne),
            Operator::Less => order(&Ordering::is_lt),
            Operator::LessOrEqual => order(&Ordering::is_le),
            Operator::Greater => order(&Ordering::is_gt),
            Operator::GreaterOrEqual => order(&Ordering::is_ge),
            Operator::In => match &right {
                Value::List(items) => {
                    self.take(items.len())?;
                    Value::Bool(items.iter().any(|item| left.order(item) == Some(Ordering::Equal)))
                }
                _ => Value::Missing,
            },
            _ => arithmetic(operator, &left, &right)?,
        };
        self.paid(value)
    }

    fn over(&mut self, over: Over, list: &Expr, variable: &str, body: &Expr) -> Found {
        let Value::List(items) = self.value(list)? else { return Ok(Value::Missing) };
        let mut kept = Vec::new();
        let mut is_missing = false;
        for item in items.iter() {
            self.variables.push((variable.to_owned(), item.clone()));
            let value = self.value(body);
            self.variables.pop();
            match (over, value?) {
                (Over::Map, value) => kept.push(value),
                (Over::Exists, Value::Bool(true)) => return Ok(Value::Bool(true)),
                (Over::All, Value::Bool(false)) => return Ok(Value::Bool(false)),
                (Over::Filter | Over::Count, Value::Bool(true)) => kept.push(item.clone()),
                (_, Value::Bool(_)) => {}
                _ => is_missing = true,
            }
        }
        Ok(match over {
            _ if is_missing => Value::Missing,
            Over::Exists => Value::Bool(false),
            Over::All => Value::Bool(true),
            Over::Filter | Over::Map => Value::List(kept.into()),
            Over::Count => Value::count(kept.len()),
        })
    }

    fn call(&mut self, name: &str, arguments: &[Expr]) -> Found {
        let Some((first, rest)) = arguments.split_first() else { return Ok(Value::Missing) };
        let value = self.value(first)?;
        if let ("has", []) = (name, rest) {
            return Ok(Value::Bool(!matches!(value, Value::Missing)));
        }
        let found = match (&value, rest) {
            (Value::Text(text), rest) => self.of_text(name, text, rest)?,
            (Value::Date(date), []) => match name {
                "year" => Value::Number(Number::whole(i128::from(date.year()))),
                "month" => Value::Number(Number::whole(i128::from(date.month()))),
                "day" => Value::Number(Number::whole(i128::from(date.day()))),
                _ => Value::Missing,
            },
            (Value::List(items), []) => of_list(name, items),
            _ => Value::Missing,
        };
        self.paid(found)
    }

    fn of_text(&mut self, name: &str, text: &str, rest: &[Expr]) -> Found {
        self.take(text.len() / BYTES_OF_STEP)?;
        if let ("matches", [Expr { node: Node::Pattern(pattern), .. }]) = (name, rest) {
            return Ok(Value::Bool(pattern.is_in(text)));
        }
        let Some(argument) = rest.first() else {
            return Ok(match name {
                "size" => Value::count(text.chars().count()),
                "words" => Value::count(text.split_whitespace().count()),
                "lower" => Value::text(&fold::key(text)),
                "date" => text.parse().map_or(Value::Missing, Value::Date),
                _ => Value::Missing,
            });
        };
        let Value::Text(wanted) = self.value(argument)? else { return Ok(Value::Missing) };
        Ok(match name {
            "has" => Value::Bool(fold::has_words(&fold::key(text), &fold::key(&wanted))),
            "contains" => Value::Bool(text.contains(&*wanted)),
            "startsWith" => Value::Bool(text.starts_with(&*wanted)),
            "endsWith" => Value::Bool(text.ends_with(&*wanted)),
            _ => Value::Missing,
        })
    }
}

fn of_list(name: &str, items: &Rc<[Value]>) -> Value {
    if name == "size" {
        return Value::count(items.len());
    }
    let numbers: Option<Vec<Number>> = items
        .iter()
        .map(|item| match item {
            Value::Number(number) => Some(*number),
            _ => None,
        })
        .collect();
    let Some(numbers) = numbers else { return Value::Missing };
    let order = |left: &Number, right: &Number| left.order(*right).unwrap_or(Ordering::Equal);
    let found = match name {
        "sum" => numbers.into_iter().try_fold(Number::whole(0), Number::plus),
        "min" => numbers.into_iter().min_by(order),
        "max" => numbers.into_iter().max_by(order),
        _ => None,
    };
    found.map_or(Value::Missing, Value::Number)
}

fn arithmetic(operator: Operator, left: &Value, right: &Value) -> Found {
    let found = match (operator, left, right) {
        (Operator::Plus, Value::Text(left), Value::Text(right)) => {
            if left.len() + right.len() > LONGEST_TEXT {
                return Err(Stopped);
            }
            Some(Value::text(&format!("{left}{right}")))
        }
        (Operator::Minus, Value::Date(left), Value::Date(right)) => {
            let days = left.since(*right).ok().map(|span| i128::from(span.get_days()));
            days.map(|days| Value::Number(Number::whole(days)))
        }
        (Operator::Plus | Operator::Minus, Value::Date(date), Value::Number(number)) => {
            let number = if operator == Operator::Plus { Some(*number) } else { number.minus() };
            let span = number.and_then(Number::days).and_then(|days| jiff::Span::new().try_days(days).ok());
            span.and_then(|span| date.checked_add(span).ok()).map(Value::Date)
        }
        (operator, Value::Number(left), Value::Number(right)) => {
            let number = match operator {
                Operator::Plus => left.plus(*right),
                Operator::Minus => right.minus().and_then(|right| left.plus(right)),
                Operator::Times => left.times(*right),
                Operator::Over => left.over(*right),
                Operator::Remainder => left.remainder(*right),
                _ => None,
            };
            number.map(Value::Number)
        }
        _ => None,
    };
    Ok(found.unwrap_or(Value::Missing))
}
