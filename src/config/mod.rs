//! Configuration: what stands in `rasoat.toml` ([`Options`]), and what it means for one document
//! ([`Resolved`], [`Plan`]). No arguments and no search for files here: `cli` has the ones, `project` the others.

mod departure;
mod globs;
mod judge;
mod options;
mod plan;
mod resolve;
mod word_list;

pub use departure::{Departure, LeftOut};
pub use globs::fault as pattern_fault;
pub use judge::{Mistakes, entry_range, judge, parse};
pub use options::{FailOn, LangName, Options, Override, SpellingOptions, SummaryOf, Suppress, config_schema};
pub use plan::{Change, Deviation, Plan};
pub use resolve::{
    Accepted, Conditional, Declared, Layer, Origin, Resolved, Set, Switch, WordList, is_wanted, sums, variant,
};
pub use word_list::words as listed_words;
