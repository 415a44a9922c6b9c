//! A list of words that are right: plain text that an office keeps beside its configuration.

/// The words of the list `text`: one word or phrase a line. What stands behind `#` is a remark.
pub fn words(text: &str) -> impl Iterator<Item = &str> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let words = text.lines().map(|line| line.split_once('#').map_or(line, |(word, _)| word).trim());
    words.filter(|word| !word.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_a_word_and_a_hash_a_remark() {
        let text = "\u{feff}# Tên riêng\r\nmắc khén\r\n\r\n  chẩm chéo  # gia vị\r\n";
        assert_eq!(words(text).collect::<Vec<_>>(), ["mắc khén", "chẩm chéo"]);
        assert_eq!(words("").count(), 0);
    }
}
