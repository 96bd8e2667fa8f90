//! Notice with the clause, before a person who is too young fills anything in.

use chrono::NaiveDate;
use leptos::prelude::*;
use rules::age::adult_on;
use rules::call::Call;
use rules::facts::Facts;
use ui::components::notice::{Notice, Tone};
use ui::platform::lang::use_lang;
use ui::text::format::{Case, date};

use crate::account::texts as account_texts;
use crate::findings::clause_quote::ClauseQuote;
use crate::state::use_call;

/// Day on which a person comes of age, if a register knows it and it is in the future.
pub(crate) fn comes_of_age(call: &Call, register: &Facts, today: NaiveDate) -> Option<NaiveDate> {
    let adult_on = adult_on(register.birth_date?, call.minimum_age, call.readings.leap_birthday);
    (adult_on > today).then_some(adult_on)
}

/// Notice with the day from which the person may open an account (N13).
#[component]
pub(crate) fn UnderAge(adult_on: NaiveDate) -> impl IntoView {
    let (call, lang) = (use_call(), use_lang());
    move || {
        let language = lang.get();
        let texts = &account_texts::of(language).open;
        view! {
            <Notice tone=Tone::Warning heading=(texts.under_age)(call.minimum_age)>
                {call.cites.account.iter().map(|clause| view! { <ClauseQuote clause=clause /> }).collect_view()}
                <p>{(texts.under_age_until)(&date(language, adult_on, Case::Genitive))}</p>
            </Notice>
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::call_pack;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn person_is_of_age_on_the_birthday() {
        let call = call_pack::current();
        let register = Facts { birth_date: Some(day("2007-06-11")), ..Facts::default() };
        assert_eq!(comes_of_age(call, &register, day("2025-06-10")), Some(day("2025-06-11")));
        assert_eq!(comes_of_age(call, &register, day("2025-06-11")), None);
    }

    #[test]
    fn unknown_birth_date_is_left_to_the_server() {
        assert_eq!(comes_of_age(call_pack::current(), &Facts::default(), day("2025-06-10")), None);
    }
}
