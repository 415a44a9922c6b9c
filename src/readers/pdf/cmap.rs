//! `ToUnicode` maps: which characters a code of a font shows.

use std::collections::BTreeMap;

/// Most codes of one map; a font of two-byte codes has no more.
const MOST_CODES: usize = 1 << 16;
/// Most characters that one code shows; a ligature has three.
const MOST_LETTERS: usize = 8;

/// Codes and the characters they show.
#[derive(Debug, Default)]
pub(super) struct CMap {
    /// Characters by code.
    pub(super) texts: BTreeMap<u32, String>,
    /// Bytes of a code, where the map says it.
    pub(super) code_bytes: Option<usize>,
    /// Codes of ranges that were gone through.
    steps: usize,
}

enum Token<'a> {
    Hex(Vec<u8>),
    Open,
    Close,
    Word(&'a [u8]),
}

/// Reads a map. What is not understood is left out.
pub(super) fn parse(bytes: &[u8]) -> CMap {
    let mut map = CMap::default();
    let mut mode = Mode::Outside;
    let mut pending: Vec<Vec<u8>> = Vec::new();
    let mut array: Option<Vec<Vec<u8>>> = None;
    let mut at = 0;
    while let Some(token) = next(bytes, &mut at) {
        match token {
            Token::Word(word) => {
                mode = match word {
                    b"begincodespacerange" => Mode::Space,
                    b"beginbfchar" => Mode::Chars,
                    b"beginbfrange" => Mode::Ranges,
                    b"endcodespacerange" | b"endbfchar" | b"endbfrange" => Mode::Outside,
                    _ => continue,
                };
                pending.clear();
                array = None;
            }
            Token::Open => array = Some(Vec::new()),
            Token::Close => {
                if let (Mode::Ranges, [low, _], Some(texts)) = (mode, pending.as_slice(), array.take()) {
                    for (step, text) in texts.iter().enumerate() {
                        map.insert(code(low).saturating_add(step as u32), text);
                    }
                    pending.clear();
                }
            }
            Token::Hex(hex) => {
                if let Some(texts) = &mut array {
                    texts.push(hex);
                } else {
                    pending.push(hex);
                    map.take(mode, &mut pending);
                }
            }
        }
    }
    map
}

#[derive(Clone, Copy)]
enum Mode {
    Outside,
    Space,
    Chars,
    Ranges,
}

impl CMap {
    fn take(&mut self, mode: Mode, pending: &mut Vec<Vec<u8>>) {
        match (mode, pending.as_slice()) {
            (Mode::Space, [low, _]) => self.code_bytes = Some(low.len()),
            (Mode::Chars, [from, text]) => self.insert(code(from), text),
            (Mode::Ranges, [low, high, first]) => {
                let (low, high) = (code(low), code(high));
                for step in 0..=high.saturating_sub(low).min(MOST_CODES as u32) {
                    // Full, or full of ranges that say again what others said.
                    self.steps += 1;
                    if self.texts.len() >= MOST_CODES || self.steps > 4 * MOST_CODES {
                        break;
                    }
                    self.insert(low.saturating_add(step), &raised(first, step));
                }
            }
            (Mode::Outside, _) => {}
            _ => return,
        }
        pending.clear();
    }

    fn insert(&mut self, code: u32, utf16: &[u8]) {
        if self.texts.len() < MOST_CODES {
            self.texts.insert(code, text(utf16));
        }
    }
}

fn code(bytes: &[u8]) -> u32 {
    bytes.iter().take(4).fold(0, |code, byte| code << 8 | u32::from(*byte))
}

/// `first` with `step` added to its last unit.
fn raised(first: &[u8], step: u32) -> Vec<u8> {
    let mut units = first.to_vec();
    if let [.., high, low] = units.as_mut_slice() {
        let [_, _, new_high, new_low] = (u32::from(*high) << 8 | u32::from(*low)).wrapping_add(step).to_be_bytes();
        (*high, *low) = (new_high, new_low);
    }
    units
}

fn text(utf16: &[u8]) -> String {
    if let [byte] = utf16 {
        return char::from(*byte).to_string();
    }
    let units = utf16.chunks_exact(2).map(|pair| u16::from_be_bytes([pair[0], pair[1]]));
    char::decode_utf16(units).map(|unit| unit.unwrap_or(char::REPLACEMENT_CHARACTER)).take(MOST_LETTERS).collect()
}

fn next<'a>(bytes: &'a [u8], at: &mut usize) -> Option<Token<'a>> {
    loop {
        let byte = *bytes.get(*at)?;
        *at += 1;
        match byte {
            b'[' => return Some(Token::Open),
            b']' => return Some(Token::Close),
            b'%' => *at += until(&bytes[*at..], |byte| matches!(byte, b'\n' | b'\r')),
            b'<' if bytes.get(*at) == Some(&b'<') => *at += 1,
            b'<' => {
                let length = until(&bytes[*at..], |byte| byte == b'>');
                let digits: Vec<u8> = bytes[*at..*at + length].iter().filter_map(|byte| hex(*byte)).collect();
                *at += length + 1;
                return Some(Token::Hex(
                    digits.chunks(2).map(|pair| pair[0] << 4 | pair.get(1).unwrap_or(&0)).collect(),
                ));
            }
            b'>' | b'(' | b')' | b'{' | b'}' => {}
            byte if byte.is_ascii_whitespace() || byte == 0 => {}
            _ => {
                let start = *at - 1;
                let ends =
                    |byte: u8| byte.is_ascii_whitespace() || matches!(byte, b'<' | b'>' | b'[' | b']' | b'(' | b'/');
                *at += until(&bytes[*at..], ends);
                return Some(Token::Word(&bytes[start..*at]));
            }
        }
    }
}

fn until(bytes: &[u8], ends: impl Fn(u8) -> bool) -> usize {
    bytes.iter().position(|byte| ends(*byte)).unwrap_or(bytes.len())
}

fn hex(byte: u8) -> Option<u8> {
    char::from(byte).to_digit(16).map(|digit| digit as u8)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_ranges_and_arrays() {
        let source = b"/CIDInit /ProcSet findresource begin\n1 begincodespacerange <0000> <FFFF> endcodespacerange\n\
            2 beginbfchar\n<0003> <0020>\n<01><1EA1>\nendbfchar\n\
            2 beginbfrange\n<0010> <0012> <0041>\n<0020> <0021> [<0066006C> <1EBF>]\nendbfrange\nend";
        let map = parse(source);
        assert_eq!(map.code_bytes, Some(2));
        let shown = |code: u32| map.texts.get(&code).map(String::as_str);
        assert_eq!([shown(3), shown(1), shown(0x12)], [Some(" "), Some("ạ"), Some("C")]);
        assert_eq!([shown(0x20), shown(0x21), shown(0x22)], [Some("fl"), Some("ế"), None]);
    }

    #[test]
    fn endless_ranges_and_open_strings_end() {
        let map = parse(b"beginbfrange <00000000> <FFFFFFFF> <0041> endbfrange beginbfchar <00");
        assert!(map.texts.len() <= MOST_CODES);
    }
}
