//! The checks on the form of decisions.

mod decision_form;

pub(super) use decision_form::{
    DecisionFormArticle, DecisionFormEnactingColon, DecisionFormEnactingLine, DecisionFormSubjectDecided,
};
