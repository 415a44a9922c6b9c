//! Since when the instruments bind that rules rest on.

use std::sync::LazyLock;

use jiff::civil::Date;
use serde::Deserialize;

use super::data;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Instrument {
    symbol: String,
    from: Date,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    instrument: Vec<Instrument>,
}

static INSTRUMENTS: LazyLock<Vec<Instrument>> =
    LazyLock::new(|| serde_json::from_str::<File>(data::IN_FORCE).map(|file| file.instrument).unwrap_or_default());

/// The day from which the instrument `symbol` binds, if it is known.
pub fn since(symbol: &str) -> Option<Date> {
    INSTRUMENTS.iter().find(|instrument| instrument.symbol == symbol).map(|instrument| instrument.from)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_decree_binds_since_it_was_signed() {
        assert_eq!(since("30/2020/NĐ-CP").map(|date| date.to_string()).as_deref(), Some("2020-03-05"));
        assert_eq!(since("thông lệ soạn thảo"), None);
    }
}
