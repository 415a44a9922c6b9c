//! Little-endian numbers of a stream.

/// The two bytes at `at`.
pub(super) fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    let end = at.checked_add(2)?;
    bytes.get(at..end)?.try_into().ok().map(u16::from_le_bytes)
}

/// The four bytes at `at`.
pub(super) fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    let end = at.checked_add(4)?;
    bytes.get(at..end)?.try_into().ok().map(u32::from_le_bytes)
}

/// The numbers in front of a list with entries of `size` bytes: one more than there are entries.
pub(super) fn bounds(list: &[u8], size: usize) -> Vec<u32> {
    let entries = list.len().saturating_sub(4) / (4 + size);
    (0..=entries).map_while(|index| u32_at(list, index * 4)).collect()
}
