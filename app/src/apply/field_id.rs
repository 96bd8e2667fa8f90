//! The identifier of each field on the screen: labels, errors and the error summary find it by this name.

use rules::facts::FactId;
use rules::field::Field;

/// The identifier of a field.
pub const fn field_id(field: &Field) -> &'static str {
    match field {
        Field::Body | Field::Call | Field::Other(_) => CALL,
        Field::Programme => "programme",
        Field::Group => "group",
        Field::Fact(fact) => fact_id(*fact),
        Field::Email => "email",
        Field::Phone => "phone",
        Field::Language => "message-language",
    }
}

/// The place that says what is wrong with the application as a whole.
pub const CALL: &str = "application";

/// The place where what was changed in two places is decided.
pub const CONTESTED: &str = "contested";

/// The box that accepts the account's terms.
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
