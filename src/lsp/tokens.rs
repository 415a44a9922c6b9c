//! Semantic tokens: what the recognition knows of the words, for the colours of the editor.

use lsp_types::{
    Range, SemanticToken, SemanticTokenType, SemanticTokensDelta, SemanticTokensEdit, SemanticTokensLegend,
};

use super::document;
use super::view::View;
use crate::model::{Document, Span};
use crate::text::TextRange;

/// What words are; the number is that of the legend.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Token {
    /// A mention of an instrument.
    Citation,
    /// A short name that the document declares.
    Alias,
    /// A number that counts or measures something.
    Figure,
    /// The number of a heading.
    Marker,
    /// A date.
    Date,
}

/// The names of the tokens. They are those that every theme knows, so that colours need no setting up.
pub(super) fn legend() -> SemanticTokensLegend {
    let token_types =
        [Token::Citation, Token::Alias, Token::Figure, Token::Marker, Token::Date].map(|token| match token {
            Token::Citation => SemanticTokenType::CLASS,
            Token::Alias => SemanticTokenType::VARIABLE,
            Token::Figure => SemanticTokenType::NUMBER,
            Token::Marker => SemanticTokenType::KEYWORD,
            Token::Date => SemanticTokenType::STRING,
        });
    SemanticTokensLegend { token_types: token_types.to_vec(), token_modifiers: Vec::new() }
}

/// The tokens of the text, or of those lines that `range` touches.
pub(super) fn tokens(view: &View<'_>, range: Option<Range>) -> Vec<SemanticToken> {
    let wanted = range.map(|range| document::bytes(view.buffer, range, view.client.unit));
    let mut spans = Vec::new();
    for document in std::iter::once(view.document()).chain(&view.document().further) {
        collect(document, &mut spans);
    }
    let places = spans.into_iter().map(|(span, token)| (view.bytes(span), token));
    let mut places: Vec<(TextRange, Token)> =
        places.filter(|(bytes, _)| wanted.is_none_or(|wanted| wanted.touches(*bytes))).collect();
    // The narrower of two that meet is the more telling one: the date in a citation.
    places.sort_by_key(|(bytes, token)| (bytes.len(), *token));
    encoded(view, &apart(places))
}

fn collect(document: &Document, spans: &mut Vec<(Span, Token)>) {
    let citations = &document.citations;
    for citation in &citations.all {
        spans.push((citation.span, Token::Citation));
        spans.extend(citation.date.as_ref().map(|date| (date.span, Token::Date)));
    }
    for alias in &citations.aliases {
        let names = std::iter::once(&alias.name.span).chain(&alias.uses);
        spans.extend(names.map(|span| (*span, Token::Alias)));
    }
    spans.extend(document.figures.all.iter().map(|figure| (figure.span, Token::Figure)));
    let markers = document.outline.divisions.iter().filter_map(|division| division.marker.as_ref());
    spans.extend(markers.map(|marker| (marker.span, Token::Marker)));
    spans.extend(document.place_and_date.as_ref().map(|line| (line.date.span, Token::Date)));
}

/// The places without what an earlier one has taken, by place.
fn apart(places: Vec<(TextRange, Token)>) -> Vec<(TextRange, Token)> {
    // By start; they never meet.
    let mut taken = std::collections::BTreeMap::<u32, (u32, Token)>::new();
    for (bytes, token) in places {
        let mut at = bytes.start();
        let before = taken.range(..at).next_back().map(|(_, (end, _))| *end);
        at = at.max(before.unwrap_or(at));
        let within: Vec<(u32, u32)> = taken.range(at..bytes.end()).map(|(start, (end, _))| (*start, *end)).collect();
        for (start, end) in within {
            if at < start {
                taken.insert(at, (start, token));
            }
            at = at.max(end);
        }
        if at < bytes.end() {
            taken.insert(at, (bytes.end(), token));
        }
    }
    taken.into_iter().map(|(start, (end, token))| (TextRange::new(start, end), token)).collect()
}

/// The places as the protocol counts them: each from the one before, none over a line's end.
fn encoded(view: &View<'_>, places: &[(TextRange, Token)]) -> Vec<SemanticToken> {
    let mut tokens = Vec::new();
    let (mut line, mut column) = (0, 0);
    for (bytes, token) in places {
        let mut start = bytes.start();
        for part in view.buffer.text().get(bytes.usize()).unwrap_or_default().split_inclusive(['\n', '\r']) {
            let words = part.trim_end();
            let place = document::position(view.buffer, start, view.client.unit);
            start += part.len() as u32;
            let length = view.client.unit.columns(words);
            if length == 0 {
                continue;
            }
            let delta_start = if place.line == line { place.character - column } else { place.character };
            tokens.push(SemanticToken {
                delta_line: place.line - line,
                delta_start,
                length,
                token_type: *token as u32,
                token_modifiers_bitset: 0,
            });
            (line, column) = (place.line, place.character);
        }
    }
    tokens
}

/// What makes `new` of `old`: the one stretch between what both begin and end with.
pub(super) fn delta(result_id: String, old: &[SemanticToken], new: &[SemanticToken]) -> SemanticTokensDelta {
    /// Numbers of one token.
    const WIDTH: u32 = 5;
    let head = old.iter().zip(new).take_while(|(left, right)| left == right).count();
    let tail = old[head..].iter().rev().zip(new[head..].iter().rev()).take_while(|(left, right)| left == right).count();
    let (gone, come) = (&old[head..old.len() - tail], &new[head..new.len() - tail]);
    let edit = SemanticTokensEdit {
        start: head as u32 * WIDTH,
        delete_count: gone.len() as u32 * WIDTH,
        data: Some(come.to_vec()),
    };
    let edits = if gone.is_empty() && come.is_empty() { Vec::new() } else { vec![edit] };
    SemanticTokensDelta { result_id: Some(result_id), edits }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_narrower_place_is_kept_and_the_wider_one_is_cut() {
        let places = vec![
            (TextRange::new(4, 6), Token::Date),
            (TextRange::new(8, 9), Token::Figure),
            (TextRange::new(0, 10), Token::Citation),
            (TextRange::new(9, 14), Token::Alias),
            (TextRange::new(5, 12), Token::Marker),
        ];
        let told: Vec<(u32, u32, Token)> =
            apart(places).into_iter().map(|(bytes, token)| (bytes.start(), bytes.end(), token)).collect();
        let expected = [
            (0, 4, Token::Citation),
            (4, 6, Token::Date),
            (6, 8, Token::Citation),
            (8, 9, Token::Figure),
            (9, 10, Token::Citation),
            (10, 14, Token::Alias),
        ];
        assert_eq!(told, expected);
    }

    #[test]
    fn a_delta_makes_the_new_tokens_of_the_old() {
        let token = |length| SemanticToken { length, ..SemanticToken::default() };
        let (old, new) = ([1, 2, 3, 4].map(token), [1, 2, 7, 8, 4].map(token));
        let edits = delta("2".to_owned(), &old, &new).edits;
        assert_eq!((edits[0].start, edits[0].delete_count), (10, 5));
        assert_eq!(edits[0].data.as_deref(), Some(&[7, 8].map(token)[..]));
        assert!(delta("2".to_owned(), &old, &old).edits.is_empty());
        assert_eq!(delta("2".to_owned(), &[], &old).edits[0].delete_count, 0);
    }
}
