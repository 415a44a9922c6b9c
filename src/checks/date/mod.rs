//! The checks on the day of issue.

mod issue_date;

pub(super) use issue_date::IssueDate;
