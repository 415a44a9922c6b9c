//! The names of entries.

use std::fmt::Debug;

use blake3::Hasher;

use crate::across::Kept;
use crate::baseline::Entry;
use crate::catalogue::{Catalogue, Lang, Rule};
use crate::engine::Settings;
use crate::report::Look;
use crate::report::output::Kind;

/// What this program was built from: sources, rules, versions of its libraries, features.
const BUILD: &str = env!("RASOAT_BUILD");

/// The name of an entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(in crate::cli) struct Key {
    /// Everything that the report was made from.
    pub(super) state: [u8; 16],
    /// The document and the kind of call: a newer entry takes the place of an older one.
    pub(super) slot: [u8; 16],
}

/// What all documents of a run are asked for.
pub(in crate::cli) struct Asked<'a> {
    /// The outputs.
    pub(in crate::cli) outputs: &'a [(Kind, Look)],
    /// The language of the entry.
    pub(in crate::cli) lang: Lang,
    /// Whether outlines are drawn.
    pub(in crate::cli) outline: bool,
    /// The settings that were typed. Calls that differ in them do not take each other's place.
    pub(in crate::cli) typed: &'a dyn Debug,
}

/// What the documents of one plan have in common.
#[derive(Clone)]
pub(in crate::cli) struct Variant {
    /// What is asked for, as it was typed.
    call: Hasher,
    /// What is asked for, the program and the settings.
    settings: Hasher,
}

/// What is part of a key goes in with its length, so that no two parts run together.
fn add(hasher: &mut Hasher, part: &[u8]) {
    hasher.update(&(part.len() as u64).to_le_bytes());
    hasher.update(part);
}

fn add_debug(hasher: &mut Hasher, part: &impl Debug) {
    add(hasher, format!("{part:?}").as_bytes());
}

fn half(hasher: &Hasher) -> [u8; 16] {
    let mut half = [0; 16];
    hasher.finalize_xof().fill(&mut half);
    half
}

impl Variant {
    /// For documents that are checked by `settings`.
    pub(in crate::cli) fn new(asked: &Asked<'_>, settings: &Settings) -> Self {
        let mut call = Hasher::new();
        let drawn: Vec<&(Kind, Look)> = asked.outputs.iter().filter(|(kind, _)| kind.is_drawn()).collect();
        add_debug(&mut call, &(drawn, asked.lang, asked.outline));
        let mut hasher = call.clone();
        add_debug(&mut call, &asked.typed);
        add(&mut hasher, BUILD.as_bytes());
        // Named one by one, so that a new setting cannot be forgotten.
        let Settings {
            catalogue,
            stage,
            today,
            registry,
            law_day,
            words,
            profile,
            select,
            ignore,
            off,
            conditions,
            accepted,
            heed,
            limits,
            // Whoever reads it, it says the same.
            pdf: _,
        } = settings;
        add_catalogue(&mut hasher, catalogue);
        add_debug(&mut hasher, &(stage, today, law_day, profile, select, ignore, off));
        add_debug(&mut hasher, &(registry, words, conditions, accepted, heed, limits));
        Self { call, settings: hasher }
    }

    /// The name of the entry for a document with these `bytes`, known findings, and, if another
    /// program converts it first, that program. If it is compared with what it was, that counts too, and
    /// so does what its summary holds.
    pub(in crate::cli) fn key<'e>(
        &self,
        name: &str,
        bytes: &[u8],
        known: impl Iterator<Item = &'e Entry>,
        converter: Option<&str>,
        earlier: Option<&[u8]>,
        kept: Kept,
    ) -> Key {
        let mut slot = self.call.clone();
        add(&mut slot, name.as_bytes());
        let mut state = self.settings.clone();
        add(&mut state, name.as_bytes());
        add(&mut state, bytes);
        add_debug(&mut state, &(converter, earlier.map(blake3::hash), kept));
        for entry in known {
            add_debug(&mut state, entry);
        }
        Key { state: half(&state), slot: half(&slot) }
    }
}

/// Rules as the program brings them are told by their ids, because the program is part of the key.
fn add_catalogue(hasher: &mut Hasher, catalogue: &Catalogue) {
    let Catalogue { rules, profiles, replaced_rules: _, replaced_profiles: _ } = catalogue;
    for Rule { meta, .. } in rules {
        match meta {
            std::borrow::Cow::Borrowed(meta) => add(hasher, meta.id.as_str().as_bytes()),
            std::borrow::Cow::Owned(meta) => add_debug(hasher, meta),
        }
    }
    add_debug(hasher, profiles);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::checks::Stage;

    const LOOK: Look = Look { lang: Lang::Vi, color: false, width: 100 };

    fn variant(outputs: &[(Kind, Look)], settings: &Settings) -> Variant {
        Variant::new(&Asked { outputs, lang: Lang::Vi, outline: false, typed: &() }, settings)
    }

    fn key(variant: &Variant, name: &str, bytes: &str) -> Key {
        variant.key(name, bytes.as_bytes(), std::iter::empty(), None, None, Kept::Named)
    }

    #[test]
    fn whatever_the_report_is_made_from_is_in_its_name() {
        let plain = variant(&[(Kind::Json, LOOK)], &Settings::new());
        let first = key(&plain, "a.txt", "một");
        assert_eq!(first, key(&plain, "a.txt", "một"));
        assert_ne!(first.state, key(&plain, "b.txt", "một").state);
        assert_ne!(first.state, key(&plain, "a.txt", "hai").state);
        assert_eq!(first.slot, key(&plain, "a.txt", "hai").slot);
        let entry = Entry::new("a.txt", "a/b", "1", "", "");
        assert_ne!(
            first.state,
            plain.key("a.txt", "một".as_bytes(), [&entry].into_iter(), None, None, Kept::Named).state
        );
        let other = |converter, earlier, kept| {
            plain.key("a.txt", "một".as_bytes(), std::iter::empty(), converter, earlier, kept).state
        };
        assert_ne!(first.state, other(Some("soffice"), None, Kept::Named));
        assert_ne!(first.state, other(None, Some(&b""[..]), Kept::Named));
        assert_ne!(first.state, other(None, None, Kept::All));
        let today = Settings { today: Some(jiff::civil::date(2025, 1, 2)), ..Settings::new() };
        assert_ne!(first.state, key(&variant(&[], &today), "a.txt", "một").state);
        let last = Settings { stage: Stage::Final, ..Settings::new() };
        assert_ne!(first.state, key(&variant(&[], &last), "a.txt", "một").state);
        let mut changed = Settings::new();
        changed.catalogue.rules[0].meta.to_mut().vi.message = "khác".into();
        assert_ne!(first.state, key(&variant(&[], &changed), "a.txt", "một").state);
    }

    #[test]
    fn forms_that_are_not_drawn_share_their_entries() {
        let settings = Settings::new();
        let name = |outputs: &[(Kind, Look)]| key(&variant(outputs, &settings), "a.txt", "một");
        assert_eq!(name(&[(Kind::Json, LOOK)]), name(&[(Kind::Sarif, LOOK), (Kind::Junit, LOOK)]));
        assert_ne!(name(&[(Kind::Json, LOOK)]), name(&[(Kind::Full, LOOK)]));
        assert_ne!(name(&[(Kind::Full, LOOK)]), name(&[(Kind::Full, Look { width: 80, ..LOOK })]));
    }
}
