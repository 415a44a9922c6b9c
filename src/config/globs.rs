//! Patterns of paths, written as in `.gitignore`: a name matches at any depth, a pattern with a
//! slash starts at the folder of its file, `!` takes paths out again.

use std::path::{Path, PathBuf};

use ignore::gitignore::{Gitignore, GitignoreBuilder};

/// Patterns with the folder they start at.
#[derive(Debug, Clone)]
pub(super) struct Globs {
    matcher: Gitignore,
    folder: PathBuf,
    fallback: PathBuf,
}

impl Globs {
    /// The patterns of a file in `folder`. For a document outside it they start at `fallback`, so
    /// that a shared file works for those who extend it.
    pub(super) fn new(patterns: &[String], folder: &Path, fallback: &Path) -> Self {
        let mut builder = GitignoreBuilder::new("");
        for pattern in patterns {
            // `judge` has named the ones that are wrong.
            let _ = builder.add_line(None, pattern);
        }
        let matcher = builder.build().unwrap_or_else(|_| Gitignore::empty());
        Self { matcher, folder: folder.to_owned(), fallback: fallback.to_owned() }
    }

    /// True if the last pattern that names the absolute `path` does not take it out again.
    pub(super) fn matches(&self, path: &Path) -> bool {
        let below = path.strip_prefix(&self.folder).or_else(|_| path.strip_prefix(&self.fallback));
        below.is_ok_and(|below| self.matcher.matched_path_or_any_parents(below, false).is_ignore())
    }
}

/// What is wrong with a pattern, if something is.
pub fn fault(pattern: &str) -> Option<String> {
    GitignoreBuilder::new("").add_line(None, pattern).err().map(|error| error.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn globs(patterns: &[&str]) -> Globs {
        let patterns: Vec<String> = patterns.iter().map(|pattern| (*pattern).to_owned()).collect();
        Globs::new(&patterns, Path::new("/kho/xa"), Path::new("/kho"))
    }

    #[test]
    fn patterns_start_at_the_folder_of_their_file() {
        assert!(globs(&["cu/"]).matches(Path::new("/kho/xa/cu/a.docx")));
        assert!(globs(&["cu/**"]).matches(Path::new("/kho/xa/cu/b/a.docx")));
        assert!(globs(&["*.md"]).matches(Path::new("/kho/xa/cu/a.md")));
        assert!(globs(&["/a.md"]).matches(Path::new("/kho/xa/a.md")));
        assert!(!globs(&["/a.md"]).matches(Path::new("/kho/xa/b/a.md")));
        assert!(!globs(&["cu/**", "!cu/a.docx"]).matches(Path::new("/kho/xa/cu/a.docx")));
    }

    #[test]
    fn elsewhere_they_start_at_the_fallback() {
        assert!(globs(&["phuong/*.md"]).matches(Path::new("/kho/phuong/a.md")));
        assert!(!globs(&["phuong/*.md"]).matches(Path::new("/khac/phuong/a.md")));
    }

    #[test]
    fn a_wrong_pattern_is_named() {
        assert!(fault("a{b").is_some());
        assert!(fault("a/**").is_none());
    }
}
