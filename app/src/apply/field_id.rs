//! HTML ids of the fields, for labels, errors and the error summary.

use rules::facts::FactId;
use rules::field::Field;

/// Returns the HTML id of a field.
pub const fn field_id(field: &Field) -> &'static str {
    match field {
        Field::Body | Field::Call | Field::Other(_) => CALL,
        Field::Programme => "imk-programme",
        Field::Group => "imk-group",
        Field::Fact(fact) => fact_id(*fact),
        Field::Email => "imk-email",
        Field::Phone => "imk-phone",
        Field::Language => "imk-message-language",
        Field::Declaration => "imk-declaration",
    }
}

/// Container of the error about the application as a whole.
pub const CALL: &str = "imk-application";

/// Container of the conflicts.
pub const CONFLICTS: &str = "imk-conflicts";

/// Checkbox that accepts the terms of use.
pub const TERMS: &str = "imk-terms";

const fn fact_id(fact: FactId) -> &'static str {
    match fact {
        FactId::BirthDate => "imk-birth-date",
        FactId::EarlierGrantWithoutChoice => "imk-earlier-grant-without-choice",
        FactId::StillLearning => "imk-still-learning",
        FactId::StillLearningElsewhere => "imk-still-learning-elsewhere",
        FactId::InterruptedLearning => "imk-interrupted-learning",
        FactId::InterruptedLearningElsewhere => "imk-interrupted-learning-elsewhere",
        FactId::CompletedLearning => "imk-completed-learning",
    }
}
