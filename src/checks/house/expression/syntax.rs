//! From text to a tree.

use std::ops::Range;

use super::fault::{FormulaFault, What};
use super::value::Number;
use crate::checks::house::Pattern;

/// Bytes of a statement at most.
const LONGEST: usize = 4_000;
/// Levels of nesting at most.
const DEEPEST: usize = 40;

/// A node with its bytes.
#[derive(Debug)]
pub(super) struct Expr {
    pub(super) at: Range<usize>,
    pub(super) node: Node,
}

#[derive(Debug)]
pub(super) enum Node {
    Bool(bool),
    Number(Number),
    Text(String),
    /// A regular expression, as the argument of `matches`.
    Pattern(Pattern),
    List(Vec<Expr>),
    Name(String),
    Not(Box<Expr>),
    Minus(Box<Expr>),
    Binary(Operator, Box<Expr>, Box<Expr>),
    Choice(Box<Expr>, Box<Expr>, Box<Expr>),
    Field(Box<Expr>, String),
    /// A function, or a method of the first argument.
    Call(String, Vec<Expr>),
    /// `list.exists(name, body)` and its like.
    Over(Over, Box<Expr>, String, Box<Expr>),
}

/// What is done over a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Over {
    Exists,
    All,
    Filter,
    Map,
    Count,
}

impl Over {
    pub(super) const NAMES: [(&'static str, Self); 5] = [
        ("exists", Self::Exists),
        ("all", Self::All),
        ("filter", Self::Filter),
        ("map", Self::Map),
        ("count", Self::Count),
    ];
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Operator {
    Or,
    And,
    Equal,
    Differs,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
    In,
    Plus,
    Minus,
    Times,
    Over,
    Remainder,
}

/// Operators with how tightly they bind, the longer spellings first.
const OPERATORS: [(&str, Operator, u8); 14] = [
    ("||", Operator::Or, 1),
    ("&&", Operator::And, 2),
    ("==", Operator::Equal, 3),
    ("!=", Operator::Differs, 3),
    ("<=", Operator::LessOrEqual, 3),
    (">=", Operator::GreaterOrEqual, 3),
    ("<", Operator::Less, 3),
    (">", Operator::Greater, 3),
    ("in", Operator::In, 3),
    ("+", Operator::Plus, 4),
    ("-", Operator::Minus, 4),
    ("*", Operator::Times, 5),
    ("/", Operator::Over, 5),
    ("%", Operator::Remainder, 5),
];

/// The tree of `text`.
pub(super) fn parse(text: &str) -> Result<Expr, FormulaFault> {
    if text.len() > LONGEST {
        return Err(FormulaFault::new(0..text.len(), What::TooLarge));
    }
    let mut parser = Parser { text, at: 0, depth: 0 };
    let expr = parser.choice()?;
    parser.skip();
    if parser.at < text.len() { Err(parser.unexpected()) } else { Ok(expr) }
}

/// True if the variable `wanted` is named anywhere in `expr`.
pub(super) fn names(expr: &Expr, wanted: &str) -> bool {
    match &expr.node {
        Node::Name(name) => name == wanted,
        Node::Bool(_) | Node::Number(_) | Node::Text(_) | Node::Pattern(_) => false,
        Node::List(items) | Node::Call(_, items) => items.iter().any(|item| names(item, wanted)),
        Node::Not(inner) | Node::Minus(inner) | Node::Field(inner, _) => names(inner, wanted),
        Node::Binary(_, left, right) => names(left, wanted) || names(right, wanted),
        Node::Over(_, list, _, body) => names(list, wanted) || names(body, wanted),
        Node::Choice(test, yes, no) => names(test, wanted) || names(yes, wanted) || names(no, wanted),
    }
}

struct Parser<'t> {
    text: &'t str,
    at: usize,
    depth: usize,
}

impl<'t> Parser<'t> {
    fn rest(&self) -> &'t str {
        self.text.get(self.at..).unwrap_or("")
    }

    fn skip(&mut self) {
        self.at += self.rest().len() - self.rest().trim_start().len();
    }

    fn takes(&mut self, sign: &str) -> bool {
        self.skip();
        let found = self.rest().starts_with(sign);
        self.at += if found { sign.len() } else { 0 };
        found
    }

    fn needs(&mut self, sign: &str) -> Result<(), FormulaFault> {
        if self.takes(sign) { Ok(()) } else { Err(self.unexpected()) }
    }

    /// The next word or sign stands where something else is expected.
    fn unexpected(&mut self) -> FormulaFault {
        self.skip();
        let word = self.rest().len() - self.rest().trim_start_matches(is_name).len();
        let length = if word > 0 { word } else { self.rest().chars().next().map_or(0, char::len_utf8) };
        let found = self.rest().get(..length).unwrap_or("").to_owned();
        FormulaFault::new(self.at..self.at + length, What::Unexpected(found))
    }

    fn deeper<T>(&mut self, parse: impl FnOnce(&mut Self) -> Result<T, FormulaFault>) -> Result<T, FormulaFault> {
        if self.depth == DEEPEST {
            return Err(FormulaFault::new(self.at..self.at, What::TooLarge));
        }
        self.depth += 1;
        let parsed = parse(self);
        self.depth -= 1;
        parsed
    }

    fn choice(&mut self) -> Result<Expr, FormulaFault> {
        self.deeper(|parser| {
            let test = parser.binary(1)?;
            if !parser.takes("?") {
                return Ok(test);
            }
            let yes = parser.choice()?;
            parser.needs(":")?;
            let no = parser.choice()?;
            Ok(Expr { at: test.at.start..no.at.end, node: Node::Choice(test.into(), yes.into(), no.into()) })
        })
    }

    fn operator(&mut self, least: u8) -> Option<(Operator, u8)> {
        self.skip();
        let rest = self.rest();
        let stands = |sign: &str| {
            rest.strip_prefix(sign).is_some_and(|after| !sign.starts_with(is_name) || !after.starts_with(is_name))
        };
        let (sign, operator, binds) = *OPERATORS.iter().find(|(sign, ..)| stands(sign))?;
        (binds >= least).then(|| {
            self.at += sign.len();
            (operator, binds)
        })
    }

    fn binary(&mut self, least: u8) -> Result<Expr, FormulaFault> {
        let mut left = self.unary()?;
        while let Some((operator, binds)) = self.operator(least) {
            let right = self.deeper(|parser| parser.binary(binds + 1))?;
            left = Expr { at: left.at.start..right.at.end, node: Node::Binary(operator, left.into(), right.into()) };
        }
        Ok(left)
    }

    fn unary(&mut self) -> Result<Expr, FormulaFault> {
        self.skip();
        let start = self.at;
        let make: fn(Box<Expr>) -> Node = if !self.rest().starts_with("!=") && self.takes("!") {
            Node::Not
        } else if self.takes("-") {
            Node::Minus
        } else {
            return self.postfix();
        };
        let inner = self.deeper(Self::unary)?;
        Ok(Expr { at: start..inner.at.end, node: make(inner.into()) })
    }

    fn postfix(&mut self) -> Result<Expr, FormulaFault> {
        let mut expr = self.primary()?;
        while self.takes(".") {
            let name = self.name()?;
            let start = expr.at.start;
            let node = if !self.takes("(") {
                Node::Field(expr.into(), name)
            } else if let Some((_, over)) = Over::NAMES.iter().find(|(known, _)| *known == name) {
                let variable = self.name()?;
                self.needs(",")?;
                let body = self.choice()?;
                self.needs(")")?;
                Node::Over(*over, expr.into(), variable, body.into())
            } else {
                let mut arguments = vec![expr];
                arguments.extend(self.arguments(")")?);
                if name == "matches" {
                    with_pattern(&mut arguments)?;
                }
                Node::Call(name, arguments)
            };
            expr = Expr { at: start..self.at, node };
        }
        Ok(expr)
    }

    fn name(&mut self) -> Result<String, FormulaFault> {
        self.skip();
        let length = self.rest().len() - self.rest().trim_start_matches(is_name).len();
        let name = self.rest().get(..length).filter(|name| name.starts_with(|sign: char| !sign.is_ascii_digit()));
        let Some(name) = name else { return Err(self.unexpected()) };
        self.at += length;
        Ok(name.to_owned())
    }

    /// Arguments up to `end`, which is taken.
    fn arguments(&mut self, end: &str) -> Result<Vec<Expr>, FormulaFault> {
        let mut arguments = Vec::new();
        if self.takes(end) {
            return Ok(arguments);
        }
        loop {
            arguments.push(self.choice()?);
            if self.takes(end) {
                return Ok(arguments);
            }
            self.needs(",")?;
        }
    }

    fn primary(&mut self) -> Result<Expr, FormulaFault> {
        self.skip();
        let start = self.at;
        let node = if self.takes("(") {
            let inner = self.choice()?;
            self.needs(")")?;
            inner.node
        } else if self.takes("[") {
            Node::List(self.arguments("]")?)
        } else if self.rest().starts_with(['"', '\'']) {
            Node::Text(self.quoted()?)
        } else if self.rest().starts_with(|sign: char| sign.is_ascii_digit()) {
            Node::Number(self.number()?)
        } else {
            let name = self.name()?;
            match name.as_str() {
                "true" => Node::Bool(true),
                "false" => Node::Bool(false),
                _ if self.takes("(") => Node::Call(name, self.arguments(")")?),
                _ => Node::Name(name),
            }
        };
        Ok(Expr { at: start..self.at, node })
    }

    fn quoted(&mut self) -> Result<String, FormulaFault> {
        let start = self.at;
        let mut signs = self.rest().chars();
        let quote = signs.next();
        let mut text = String::new();
        let mut escaped = false;
        let mut length = quote.map_or(0, char::len_utf8);
        for sign in signs {
            length += sign.len_utf8();
            match sign {
                // A backslash before anything but a quotation mark stays, as regular expressions want it.
                '\\' if !escaped => escaped = true,
                sign if Some(sign) == quote && !escaped => {
                    self.at += length;
                    return Ok(text);
                }
                sign => {
                    if escaped && Some(sign) != quote {
                        text.push('\\');
                    }
                    text.push(sign);
                    escaped = false;
                }
            }
        }
        Err(FormulaFault::new(start..self.text.len(), What::OpenText))
    }

    fn number(&mut self) -> Result<Number, FormulaFault> {
        let start = self.at;
        let is_digit = |sign: char| sign.is_ascii_digit() || sign == '_';
        let whole = self.rest().len() - self.rest().trim_start_matches(is_digit).len();
        self.at += whole;
        let fraction =
            self.rest().strip_prefix('.').map_or(0, |rest| rest.len() - rest.trim_start_matches(is_digit).len());
        self.at += if fraction > 0 { fraction + 1 } else { 0 };
        let written = self.text.get(start..self.at).unwrap_or("");
        let digits: String = written.chars().filter(char::is_ascii_digit).collect();
        let decimals =
            written.split_once('.').map_or(0, |(_, behind)| behind.bytes().filter(u8::is_ascii_digit).count());
        let number = digits.parse().ok().and_then(|digits| Number::decimal(digits, decimals as u32));
        number.ok_or_else(|| FormulaFault::new(start..self.at, What::TooLarge))
    }
}

/// Makes the text behind `matches` a regular expression, once for all documents.
fn with_pattern(arguments: &mut [Expr]) -> Result<(), FormulaFault> {
    let [_, argument] = arguments else { return Ok(()) };
    let Node::Text(text) = &argument.node else { return Ok(()) };
    match Pattern::try_from(text.clone()) {
        Ok(pattern) => argument.node = Node::Pattern(pattern),
        Err(error) => return Err(FormulaFault::new(argument.at.clone(), What::Pattern(error.to_string()))),
    }
    Ok(())
}

const fn is_name(sign: char) -> bool {
    sign.is_ascii_alphanumeric() || sign == '_'
}
