//! What a pack that travels says of itself: `rasoat-pack.toml` at its root.

use schemars::JsonSchema;
use serde::Deserialize;

use super::judge::Judge;
use super::packs::Mistake;
use super::shape::Shape;

/// Name of the file.
pub const NAME: &str = "rasoat-pack.toml";

/// The file.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(title = "rasoat-pack.toml")]
pub struct Manifest {
    /// What the pack is.
    pub pack: Pack,
}

/// What a pack is.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Pack {
    /// Its name, for people.
    #[schemars(length(min = 1))]
    pub name: String,
    /// Its version: numbers with points.
    #[schemars(length(min = 1))]
    pub version: String,
    /// The oldest version of the program that understands it.
    #[serde(default)]
    pub needs: Option<String>,
    /// Who keeps it.
    #[serde(default)]
    pub author: Option<String>,
    /// What it is for.
    #[serde(default)]
    pub description: Option<String>,
}

impl Judge<'_> {
    /// Judges that the file says what the pack is, and that this program understands it.
    pub(super) fn manifest(&mut self) {
        self.schema(&Shape::new(super::file::manifest_schema));
        if !self.mistakes.is_empty() {
            return;
        }
        let Some(Manifest { pack }) = self.read() else { return };
        if numbers(&pack.version).is_none() {
            self.add_at("/pack/version", Mistake::Version(pack.version));
        }
        let Some(needs) = pack.needs else { return };
        match (numbers(&needs), numbers(env!("CARGO_PKG_VERSION"))) {
            (None, _) => self.add_at("/pack/needs", Mistake::Version(needs)),
            (Some(wanted), Some(own)) if wanted > own => self.add_at("/pack/needs", Mistake::NeedsNewer(needs)),
            _ => {}
        }
    }
}

/// The numbers of a version, without zeros at its end.
fn numbers(version: &str) -> Option<Vec<u32>> {
    let mut numbers: Vec<u32> = version.split('.').map(|part| part.parse().ok()).collect::<Option<_>>()?;
    while numbers.last() == Some(&0) {
        numbers.pop();
    }
    Some(numbers)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_are_compared_number_by_number() {
        assert!(numbers("1.10") > numbers("1.9.3"));
        assert_eq!(numbers("1.0"), numbers("1"));
        assert!(numbers("một").is_none());
    }
}
