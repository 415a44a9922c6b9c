//! `rank-order`: a rank that the score beside it contradicts.

use schemars::JsonSchema;
use serde::Deserialize;

use crate::checks::{Check, Context, Findings};

/// Flags two neighbours in an order of ranks whose scores stand the other way round.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(in crate::checks) struct RankOrder {}

impl Check for RankOrder {
    const NAME: &'static str = "rank-order";
    const VALUES: &'static [&'static str] = &["better", "worse", "better-score", "worse-score"];
    const LABELS: &'static [&'static str] = &["worse"];

    fn check(&self, cx: &Context<'_>, findings: &mut Findings) {
        let figures = &cx.document.figures;
        for disorder in &figures.disorders {
            let at = [disorder.better, disorder.worse, disorder.better_score, disorder.worse_score];
            let [Some(better), Some(worse), Some(better_score), Some(worse_score)] = at.map(|at| figures.get(at))
            else {
                continue;
            };
            let draft = findings.report(better.span);
            draft.value("better", cx.document.clean_text(better.span));
            draft.value("worse", cx.document.clean_text(worse.span));
            draft.value("better-score", cx.document.clean_text(better_score.span));
            draft.value("worse-score", cx.document.clean_text(worse_score.span));
            for figure in [better_score, worse, worse_score] {
                draft.label("worse", figure.span);
            }
        }
    }
}
