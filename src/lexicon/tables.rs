//! What the headings of rows and columns of a table say of the numbers there.

use std::sync::LazyLock;

use serde::Deserialize;

use crate::text::fold;

/// What a heading may say.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Heading {
    /// Percentages.
    Percent,
    /// A share of counted things, which is 100 at most.
    Share,
    /// Points of a score.
    Score,
    /// Nothing that can be added up.
    Unaddable,
    /// All of the others together.
    Total,
    /// A total that by its name adds up all of a table.
    Closing,
    /// A total of a place, of which the table may name some parts only.
    WholePlace,
    /// An index of all criteria: their sum or their mean.
    Overall,
    /// The mean of the others.
    Mean,
    /// What changed.
    Change,
    /// A word before a number that rose.
    Risen,
    /// A word before a number that fell.
    Fallen,
    /// The later of two times.
    Later,
    /// The earlier of two times.
    Earlier,
    /// A change with the sign of the later value without the earlier one.
    SignedChange,
    /// What is left of another line.
    Rest,
    /// Amounts in thousands or more.
    Rounded,
    /// The whole of a share.
    Whole,
    /// The counted part of a share.
    Part,
    /// A greatest value with its number.
    Maximum,
    /// The greatest score of each row.
    GreatestScore,
    /// The score that was reached.
    ReachedScore,
    /// Points on top of the greatest score.
    Bonus,
    /// How many or how much of a thing.
    Quantity,
    /// What one of it costs.
    Price,
    /// What all of it costs.
    Cost,
    /// Places in an order.
    Rank,
    /// Units of measure.
    Unit,
    /// Row numbers.
    Numbering,
    /// Dates, times and numbers of documents.
    Date,
    /// What stands over a table and names it.
    Caption,
    /// A word that the names of a rate and of its part need not share.
    Filler,
}

/// The words of one class, folded.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct Class {
    name: Heading,
    #[serde(default)]
    within: Vec<String>,
    #[serde(default)]
    begins: Vec<String>,
    #[serde(default)]
    exact: Vec<String>,
    #[serde(default)]
    except: Vec<String>,
    #[serde(default)]
    except_begins: Vec<String>,
    /// Headings that belong, and some that do not: tests read them.
    #[cfg_attr(not(test), expect(dead_code, reason = "examples that only tests read"))]
    yes: Vec<String>,
    #[cfg_attr(not(test), expect(dead_code, reason = "examples that only tests read"))]
    no: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    class: Vec<Class>,
}

static CLASSES: LazyLock<Vec<Class>> = LazyLock::new(|| {
    let Ok(mut file) = serde_json::from_str::<File>(super::data::TABLES) else { return Vec::new() };
    for class in &mut file.class {
        let lists = [&mut class.within, &mut class.begins, &mut class.exact, &mut class.except];
        for words in lists.into_iter().chain([&mut class.except_begins]).flatten() {
            *words = fold::key(words);
        }
    }
    file.class
});

impl Heading {
    /// True if the folded `heading` says this.
    pub fn says(self, heading: &str) -> bool {
        let heading = heading.trim();
        CLASSES.iter().filter(|class| class.name == self).any(|class| class.takes(heading))
    }

    /// Where the words that say this end in the folded `heading`, the first of them.
    pub fn ends_in(self, heading: &str) -> Option<usize> {
        let words = CLASSES.iter().filter(|class| class.name == self).flat_map(|class| &class.within);
        words.filter_map(|words| fold::find_words(heading, words).next()).map(|range| range.end).min()
    }
}

impl Class {
    fn takes(&self, heading: &str) -> bool {
        let has = |words: &[String]| words.iter().any(|words| fold::has_words(heading, words));
        let begins = |words: &[String]| words.iter().any(|words| begins(heading, words));
        let bare = heading.trim_matches([':', ' ', '.', '*', '(', ')']);
        (has(&self.within) || begins(&self.begins) || self.exact.iter().any(|words| words == bare))
            && !has(&self.except)
            && !begins(&self.except_begins)
    }
}

/// True if `heading` begins with the whole words `words`.
fn begins(heading: &str, words: &str) -> bool {
    heading.strip_prefix(words).is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_say_what_their_examples_claim() {
        assert!(!CLASSES.is_empty());
        for class in CLASSES.iter() {
            for heading in &class.yes {
                assert!(class.takes(&fold::key(heading)), "{:?}: {heading}", class.name);
            }
            for heading in &class.no {
                assert!(!class.takes(&fold::key(heading)), "{:?}: {heading}", class.name);
            }
        }
    }

    #[test]
    fn words_of_a_class_are_found_where_they_end() {
        let heading = fold::key("Điểm đạt (tối đa 20 điểm)");
        let end = Heading::Maximum.ends_in(&heading);
        assert_eq!(end.and_then(|end| heading.get(end..)), Some(" 20 điểm)"));
        assert_eq!(Heading::Maximum.ends_in("điểm đạt"), None);
    }
}
