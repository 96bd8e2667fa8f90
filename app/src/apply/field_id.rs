//! HTML ids of the fields, for labels, errors and the error summary.

use rules::facts::FactId;
use rules::field::Field;

/// Returns the HTML id of a field.
pub const fn field_id(field: &Field) -> &'static str {
    match field {
        Field::Body | Field::Call | Field::Other(_) => CALL,
        Field::Programme => "programme",
        Field::Group => "group",
        Field::Fact(fact) => fact_id(*fact),
        Field::Email => "email",
        Field::Phone => "phone",
        Field::Language => "message-language",
        Field::Declaration => "declaration",
    }
}

/// Container of the error about the application as a whole.
pub const CALL: &str = "application";

/// Container of the conflicts.
pub const CONFLICTS: &str = "conflicts";

/// Checkbox that accepts the terms of use.
pub const TERMS: &str = "terms";

const fn fact_id(fact: FactId) -> &'static str {
    match fact {
        FactId::BirthDate => "birth-date",
        FactId::EarlierGrantWithoutChoice => "earlier-grant-without-choice",
        FactId::StillLearning => "still-learning",
        FactId::StillLearningElsewhere => "still-learning-elsewhere",
        FactId::InterruptedLearning => "interrupted-learning",
        FactId::InterruptedLearningElsewhere => "interrupted-learning-elsewhere",
        FactId::CompletedLearning => "completed-learning",
    }
}
