//! The words that a word may have been meant to be.

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

use crate::lexicon::counts::{Counted, Counts};
use crate::lexicon::spelling::Spelling;
use crate::text::mendings::{Slip, mendings};
use crate::text::shape::Shape;

/// Words and how each became the word that is written.
pub(super) type Candidates = Rc<[(Counted, Slip)]>;

/// Words whose candidates a thread keeps.
const KEPT: usize = 4096;

thread_local! {
    static KNOWN: RefCell<HashMap<String, Candidates>> = RefCell::new(HashMap::new());
}

/// Common words that `word`, folded, may have been meant to be; by the least costly slip.
pub(super) fn candidates(word: &str, counts: &Counts, lists: &Spelling) -> Candidates {
    KNOWN.with_borrow_mut(|known| {
        if let Some(found) = known.get(word) {
            return Rc::clone(found);
        }
        if known.len() >= KEPT {
            known.clear();
        }
        let found = find(word, counts, lists);
        known.insert(word.to_owned(), Rc::clone(&found));
        found
    })
}

fn find(word: &str, counts: &Counts, lists: &Spelling) -> Candidates {
    let own = Shape::of(word);
    let alike = own.and_then(|own| lists.alike.get(&own));
    let mut found: HashMap<Counted, Slip> = HashMap::new();
    mendings(word, &mut |shape, slip| {
        if Some(shape) == own || alike.is_some_and(|alike| alike.contains(&shape)) {
            return;
        }
        let Some(id) = counts.id(shape).filter(|id| counts.is_common(*id)) else { return };
        let known = found.entry(id).or_insert(slip);
        if slip.cost() < known.cost() {
            *known = slip;
        }
    });
    let mut found: Vec<(Counted, Slip)> = found.into_iter().collect();
    found.sort_unstable();
    found.into()
}
