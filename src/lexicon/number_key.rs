// Compiled twice: into the program and into `build.rs`, which sorts the registry by this key.

/// What two writings of one number and symbol have in common: no spaces, no leading zeros, one sort
/// of hyphen, and `Đ` for the letter that looks like it.
pub fn number_key(number: &str) -> String {
    let mut key = String::with_capacity(number.len());
    for letter in number.trim_start_matches(|letter: char| letter == '0' || letter.is_whitespace()).chars() {
        match letter {
            'Ð' => key.push('Đ'),
            '‐' | '‑' | '‒' | '–' | '—' | '−' => key.push('-'),
            letter if letter.is_whitespace() => {}
            letter => key.push(letter),
        }
    }
    key
}
