//! The checks on the day of issue.

mod issue_date;

pub(super) use issue_date::{
    IssueDateComma, IssueDateDayZero, IssueDateFilled, IssueDateFullYear, IssueDateInWords, IssueDateMonthZero,
    IssueDateNoCommaInside, IssueDateNoMonthZero, IssueDateOwnPlace, IssueDateOwnProvince, IssueDatePlaceCapitals,
    IssueDatePossible, IssueDateSmallWord,
};
