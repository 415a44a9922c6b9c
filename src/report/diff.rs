//! What a fix would change, as a unified diff: what a reviewer reads, and `patch` understands.

use similar::TextDiff;

/// The difference between two states of `name`, with three lines around each change; empty if there is none.
pub fn unified(name: &str, before: &str, after: &str) -> String {
    if before == after {
        return String::new();
    }
    let diff = TextDiff::from_lines(before, after);
    diff.unified_diff().context_radius(3).header(name, name).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_changed_line_stands_twice_among_its_neighbours() {
        let diff = unified("a.txt", "một\nhai ;\nba\n", "một\nhai;\nba\n");
        assert_eq!(diff, "--- a.txt\n+++ a.txt\n@@ -1,3 +1,3 @@\n một\n-hai ;\n+hai;\n ba\n");
        assert_eq!(unified("a.txt", "một", "một"), "");
    }
}
