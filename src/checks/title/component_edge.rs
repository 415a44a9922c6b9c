//! `component-edge`: words or marks that a part must not begin or end with.

use schemars::JsonSchema;
use serde::Deserialize;

use crate::checks::api::{Check, Context, Findings};
use crate::diagnostic::Edit;
use crate::model::{ComponentKind, Edge};
use crate::text::TextRange;

/// Looks at the beginning or the end of a part.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(in crate::checks) struct ComponentEdge {
    /// The part.
    component: ComponentKind,
    /// Which end.
    edge: Edge,
    /// What must not stand there, folded, longer ones first.
    forbidden: Vec<String>,
    /// What is proposed instead; empty to drop it.
    #[serde(default)]
    replacement: String,
}

impl Check for ComponentEdge {
    const NAME: &'static str = "component-edge";
    const VALUES: &'static [&'static str] = &["found", "replacement"];

    fn check(&self, cx: &Context<'_>, findings: &mut Findings) {
        let Some(component) = cx.document.component(self.component) else { return };
        let place = match self.edge {
            Edge::Start => component.spans.first(),
            Edge::End => component.spans.last(),
        };
        let Some(span) = place else { return };
        let block = cx.document.block(span.block);
        let within = block.clean_range(*span);
        let Some(folded) = block.folded().get(within.usize()) else { return };
        let Some(found) = self.forbidden.iter().find_map(|phrase| at_edge(folded, phrase, self.edge)) else { return };
        let range = found.shifted(within.start());
        let text = &block.clean()[range.usize()];
        findings
            .report(block.span(range))
            .value("found", text)
            .value("replacement", self.replacement.as_str())
            .edit(Edit::replace(block.span(range), self.replacement.as_str()));
    }
}

/// The range of `phrase` at the edge of `text`, as whole words. A mark that belongs to a longer run
/// of the same mark (`...`) is not found.
fn at_edge(text: &str, phrase: &str, edge: Edge) -> Option<TextRange> {
    let (range, rest) = match edge {
        Edge::Start => {
            let start = text.len() - text.trim_start().len();
            let rest = text[start..].strip_prefix(phrase)?;
            (start..start + phrase.len(), rest.chars().next())
        }
        Edge::End => {
            let end = text.trim_end().len();
            let rest = text[..end].strip_suffix(phrase)?;
            // Dots may be typed with spaces: `. . .`.
            (rest.len()..end, if phrase == "." { rest.trim_end() } else { rest }.chars().next_back())
        }
    };
    let inner = match edge {
        Edge::Start => phrase.chars().next_back(),
        Edge::End => phrase.chars().next(),
    }?;
    let joined = rest.is_some_and(|next| next == inner || (next.is_alphanumeric() && inner.is_alphanumeric()));
    (!joined).then(|| range.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn phrases_are_whole_and_marks_alone() {
        assert_eq!(at_edge(" v/v kết quả", "v/v", Edge::Start), Some(TextRange::new(1, 4)));
        assert_eq!(at_edge("v/văn", "v/v", Edge::Start), None);
        assert_eq!(at_edge("năm 2026. ", ".", Edge::End), Some(TextRange::new(9, 10)));
        assert_eq!(at_edge("năm ...", ".", Edge::End), None);
        assert_eq!(at_edge("năm . . .", ".", Edge::End), None);
    }
}
