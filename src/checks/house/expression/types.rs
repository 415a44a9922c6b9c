//! Judges names and types before anything runs.

use std::fmt;

use super::facts::RecordKind;
use super::fault::{FormulaFault, What};
use super::syntax::{Expr, Node, Operator, Over};

/// The type of a value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Type {
    Bool,
    Number,
    Text,
    Date,
    Record(RecordKind),
    /// A list of texts.
    Texts,
    /// A list of records.
    Records(RecordKind),
    /// Any other list.
    List(Box<Type>),
    /// The elements of an empty list.
    Any,
}

impl fmt::Display for Type {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Bool => formatter.write_str("bool"),
            Self::Number => formatter.write_str("number"),
            Self::Text => formatter.write_str("text"),
            Self::Date => formatter.write_str("date"),
            Self::Record(kind) => formatter.write_str(kind.name()),
            Self::Texts => formatter.write_str("list of text"),
            Self::Records(kind) => write!(formatter, "list of {}", kind.name()),
            Self::List(item) => write!(formatter, "list of {item}"),
            Self::Any => formatter.write_str("any"),
        }
    }
}

impl Type {
    /// The type of its elements; `None` if it is no list.
    fn item(&self) -> Option<Self> {
        match self {
            Self::Texts => Some(Self::Text),
            Self::Records(kind) => Some(Self::Record(*kind)),
            Self::List(item) => Some((**item).clone()),
            _ => None,
        }
    }

    fn list_of(item: Self) -> Self {
        match item {
            Self::Text => Self::Texts,
            Self::Record(kind) => Self::Records(kind),
            item => Self::List(item.into()),
        }
    }

    fn fits(&self, other: &Self) -> bool {
        self == other
            || *self == Self::Any
            || *other == Self::Any
            || self.item().zip(other.item()).is_some_and(|(left, right)| left.fits(&right))
    }
}

/// Functions of a value, with the types of their arguments and of their result.
const METHODS: [(&str, &[Type], &[Type], Type); 14] = [
    ("has", &[Type::Text], &[Type::Text], Type::Bool),
    ("contains", &[Type::Text], &[Type::Text], Type::Bool),
    ("startsWith", &[Type::Text], &[Type::Text], Type::Bool),
    ("endsWith", &[Type::Text], &[Type::Text], Type::Bool),
    ("matches", &[Type::Text], &[Type::Text], Type::Bool),
    ("lower", &[Type::Text], &[], Type::Text),
    ("words", &[Type::Text], &[], Type::Number),
    ("year", &[Type::Date], &[], Type::Number),
    ("month", &[Type::Date], &[], Type::Number),
    ("day", &[Type::Date], &[], Type::Number),
    ("size", &[Type::Text], &[], Type::Number),
    ("sum", &[], &[], Type::Number),
    ("min", &[], &[], Type::Number),
    ("max", &[], &[], Type::Number),
];

/// Judges that `expr` is a statement: true or false. `item` is the type of `it`.
pub(super) fn judge(expr: &Expr, item: Option<Type>) -> Result<(), FormulaFault> {
    let mut variables: Vec<(String, Type)> = item.into_iter().map(|item| ("it".to_owned(), item)).collect();
    expect(expr, &Type::Bool, &mut variables)
}

type Variables = Vec<(String, Type)>;

fn wrong(expr: &Expr, found: &Type, wanted: &impl ToString) -> FormulaFault {
    let what = What::WrongType { found: found.to_string(), wanted: wanted.to_string() };
    FormulaFault::new(expr.at.clone(), what)
}

fn expect(expr: &Expr, wanted: &Type, variables: &mut Variables) -> Result<(), FormulaFault> {
    let found = of(expr, variables)?;
    if found.fits(wanted) { Ok(()) } else { Err(wrong(expr, &found, wanted)) }
}

fn of(expr: &Expr, variables: &mut Variables) -> Result<Type, FormulaFault> {
    match &expr.node {
        Node::Bool(_) => Ok(Type::Bool),
        Node::Number(_) => Ok(Type::Number),
        Node::Text(_) | Node::Pattern(_) => Ok(Type::Text),
        Node::List(items) => {
            let Some((first, rest)) = items.split_first() else { return Ok(Type::List(Type::Any.into())) };
            let item = of(first, variables)?;
            for other in rest {
                expect(other, &item, variables)?;
            }
            Ok(Type::list_of(item))
        }
        Node::Name(name) => name_of(expr, name, variables),
        Node::Not(inner) => expect(inner, &Type::Bool, variables).map(|()| Type::Bool),
        Node::Minus(inner) => expect(inner, &Type::Number, variables).map(|()| Type::Number),
        Node::Binary(operator, left, right) => binary(*operator, left, right, variables),
        Node::Choice(test, yes, no) => {
            expect(test, &Type::Bool, variables)?;
            let found = of(yes, variables)?;
            expect(no, &found, variables).map(|()| found)
        }
        Node::Field(record, name) => match of(record, variables)? {
            Type::Record(kind) => kind.field(name).ok_or_else(|| unknown(expr, name, kind.names())),
            other => Err(wrong(record, &other, &"record")),
        },
        Node::Over(over, list, variable, body) => {
            let found = of(list, variables)?;
            let item = found.item().ok_or_else(|| wrong(list, &found, &"list"))?;
            variables.push((variable.clone(), item.clone()));
            let body_type = of(body, variables);
            variables.pop();
            let body_type = body_type?;
            if *over != Over::Map && !body_type.fits(&Type::Bool) {
                return Err(wrong(body, &body_type, &Type::Bool));
            }
            Ok(match over {
                Over::Exists | Over::All => Type::Bool,
                Over::Filter => Type::list_of(item),
                Over::Map => Type::list_of(body_type),
                Over::Count => Type::Number,
            })
        }
        Node::Call(name, arguments) => call(expr, name, arguments, variables),
    }
}

fn unknown(expr: &Expr, name: &str, known: Vec<&'static str>) -> FormulaFault {
    let at = expr.at.end.saturating_sub(name.len())..expr.at.end;
    FormulaFault::new(at, What::UnknownName { name: name.to_owned(), known })
}

fn name_of(expr: &Expr, name: &str, variables: &Variables) -> Result<Type, FormulaFault> {
    let own = variables.iter().rev().find(|(known, _)| known == name).map(|(_, of)| of.clone());
    let found = own.or_else(|| RecordKind::Document.field(name));
    found.ok_or_else(|| unknown(expr, name, RecordKind::Document.names()))
}

fn binary(operator: Operator, left: &Expr, right: &Expr, variables: &mut Variables) -> Result<Type, FormulaFault> {
    if matches!(operator, Operator::Or | Operator::And) {
        expect(left, &Type::Bool, variables)?;
        return expect(right, &Type::Bool, variables).map(|()| Type::Bool);
    }
    let (one, other) = (of(left, variables)?, of(right, variables)?);
    let wanted_right = |wanted: &Type| if other.fits(wanted) { Ok(()) } else { Err(wrong(right, &other, wanted)) };
    match operator {
        Operator::In => {
            let item = other.item().ok_or_else(|| wrong(right, &other, &"list"))?;
            if one.fits(&item) { Ok(Type::Bool) } else { Err(wrong(left, &one, &item)) }
        }
        Operator::Equal
        | Operator::Differs
        | Operator::Less
        | Operator::LessOrEqual
        | Operator::Greater
        | Operator::GreaterOrEqual => {
            let is_ordered = matches!(one, Type::Bool | Type::Number | Type::Text | Type::Date | Type::Any);
            if !is_ordered {
                return Err(wrong(left, &one, &"number, text, date, bool"));
            }
            wanted_right(&one).map(|()| Type::Bool)
        }
        Operator::Plus | Operator::Minus if one == Type::Date => {
            if operator == Operator::Minus && other == Type::Date {
                return Ok(Type::Number);
            }
            wanted_right(&Type::Number).map(|()| Type::Date)
        }
        Operator::Plus if one == Type::Text => wanted_right(&Type::Text).map(|()| Type::Text),
        _ if one.fits(&Type::Number) => wanted_right(&Type::Number).map(|()| Type::Number),
        _ => Err(wrong(left, &one, &Type::Number)),
    }
}

fn call(expr: &Expr, name: &str, arguments: &[Expr], variables: &mut Variables) -> Result<Type, FormulaFault> {
    match (name, arguments) {
        // Whether the document gives a fact at all.
        ("has", [fact]) => return of(fact, variables).map(|_| Type::Bool),
        ("date", [Expr { node: Node::Text(day), at }]) => {
            let known = day.parse::<jiff::civil::Date>().is_ok();
            let fault = || FormulaFault::new(at.clone(), What::Day(day.clone()));
            return if known { Ok(Type::Date) } else { Err(fault()) };
        }
        ("size", [value]) => {
            let found = of(value, variables)?;
            let is_sized = found.fits(&Type::Text) || found.item().is_some();
            return if is_sized { Ok(Type::Number) } else { Err(wrong(value, &found, &"text, list")) };
        }
        ("sum" | "min" | "max", [list]) => {
            expect(list, &Type::List(Type::Number.into()), variables)?;
            return Ok(Type::Number);
        }
        _ => {}
    }
    let Some((_, of_value, rest, result)) = METHODS.iter().find(|(known, ..)| *known == name) else {
        let mut known: Vec<&'static str> = METHODS.iter().map(|(known, ..)| *known).collect();
        known.extend(Over::NAMES.map(|(known, _)| known));
        known.push("date");
        let what = What::UnknownName { name: name.to_owned(), known };
        return Err(FormulaFault::new(expr.at.clone(), what));
    };
    let wanted = of_value.iter().chain(rest.iter());
    if arguments.len() != of_value.len() + rest.len() {
        return Err(FormulaFault::new(expr.at.clone(), What::Arguments(name.to_owned())));
    }
    for (argument, wanted) in arguments.iter().zip(wanted) {
        expect(argument, wanted, variables)?;
    }
    let takes_pattern = || matches!(arguments.last().map(|last| &last.node), Some(Node::Pattern(_)));
    if name == "matches" && !takes_pattern() {
        // It is compiled once, so it must be written out.
        return Err(FormulaFault::new(expr.at.clone(), What::Arguments(name.to_owned())));
    }
    Ok(result.clone())
}
