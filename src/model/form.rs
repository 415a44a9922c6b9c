//! Forms: which rules of form a paper is held to, and what speaks for it. Data from `rules/forms`.

use schemars::JsonSchema;
use serde::Deserialize;

use super::document::Regime;
use super::profile::Bilingual;

/// A form: administrative document, Party paper, copy, citizen's paper.
#[derive(Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Form {
    /// Name in JSON.
    pub id: String,
    /// The body of rules that binds papers of this form.
    pub regime: Regime,
    /// What people call it.
    pub name: Bilingual,
    /// Instruments on form that do not bind it.
    #[serde(default)]
    pub not_bound_by: Vec<String>,
    /// Rules or groups of rules that its regime has and the form leaves out.
    #[serde(default)]
    pub leaves_out: Vec<String>,
    /// What speaks for it; the strongest counts.
    pub speaks: Vec<Speaks>,
}

impl Form {
    /// True if the form leaves out the rule `id`.
    pub fn leaves_out(&self, id: &str) -> bool {
        self.leaves_out
            .iter()
            .any(|left| id.strip_prefix(left.as_str()).is_some_and(|rest| rest.is_empty() || rest.starts_with('/')))
    }
}

/// Something that speaks for a form where all its conditions hold.
#[derive(Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Speaks {
    /// Clues that are there.
    #[serde(default)]
    pub when: Vec<Clue>,
    /// Clues that are not.
    #[serde(default)]
    pub unless: Vec<Clue>,
    /// A line above the title holds one of these words (compared folded).
    #[serde(default)]
    pub header: Vec<String>,
    /// The kind is one of these (slugs).
    #[serde(default)]
    pub kinds: Vec<String>,
    /// How strongly.
    pub points: u8,
}

/// What of a paper tells its form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Clue {
    /// The national name.
    NationalName,
    /// `ĐẢNG CỘNG SẢN VIỆT NAM` in the header.
    PartyName,
    /// An issuing body.
    Issuer,
    /// The issuing body is one that Điều 2 khoản 2 of the decree names.
    AnalogousIssuer,
    /// A number line.
    Number,
    /// A number as Party papers write it: `15-BC/ĐU`.
    PartySymbol,
    /// The symbol begins with a year.
    YearFirst,
    /// The symbol begins with a year, and its kind is never normative.
    YearSlip,
    /// `VBHN` in the symbol.
    Consolidated,
    /// The kind is one of Điều 7 of the decree.
    AdministrativeKind,
    /// The kind is one of the law on the promulgation of legal instruments.
    NormativeKind,
    /// The title names a citizen's paper.
    FormTitle,
    /// The title and the lines below are those of a programme.
    Agenda,
    /// *Kính gửi*.
    Addressees,
    /// Grounds.
    Grounds,
    /// `Điều 1.`
    Articles,
    /// *Nơi nhận*.
    Recipients,
    /// A signature.
    Signature,
    /// A signature with `TM.`, `KT.`, `TL.`, `TUQ.` or `Q.`
    Capacity,
    /// The text begins with the title of an annex.
    AnnexAlone,
}

/// The form that a paper was read as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FormReading {
    /// The form.
    pub form: &'static Form,
    /// What spoke for it most strongly.
    pub because: &'static Speaks,
    /// The next best form.
    pub second: Option<&'static Form>,
}
