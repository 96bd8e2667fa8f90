//! The preview as a sheet of paper: the request body as text.

use api::ProgrammeDetails;
use leptos::prelude::*;
use rules::application::ApplicationDraft;
use rules::facts::{FactId, Facts};
use rules::language::Language;
use ui::components::summary_list::{SummaryList, SummaryRow};
use ui::text::format::{call, full_range};

use crate::apply::fact_format::fact_in_words;
use crate::apply::fact_list::fact_list;
use crate::apply::texts as apply_texts;
use crate::preview::texts;
use crate::state::use_call;

/// The sheet of paper.
pub(super) fn sheet(
    language: Language,
    draft: ApplicationDraft,
    register: Facts,
    details: Option<&ProgrammeDetails>,
) -> impl IntoView + use<> {
    let texts = apply_texts::of(language);
    let own = texts::of(language);
    let (title, study) = names(language, &draft, details);
    let provider = details.map(|details| details.provider.name.clone());
    let given = |text: String| if text.is_empty() { texts.check.not_given.to_owned() } else { text };
    let (email, phone) = (given(draft.contact.email), given(draft.contact.phone));
    view! {
        <article class="imk-document">
            <p class="imk-document__to">{own.to_whom}</p>
            <h2>{texts.check.programme}</h2>
            <SummaryList>
                <SummaryRow name=own.call>{call(language, &draft.call)}</SummaryRow>
                <SummaryRow name=texts.check.title>{title}</SummaryRow>
                {provider.map(|name| {
                    view! { <SummaryRow name=texts.check.provider><span lang="lv">{name}</span></SummaryRow> }
                })}
                <SummaryRow name=texts.check.study>{study}</SummaryRow>
            </SummaryList>
            <h2>{texts.check.applicant}</h2>
            <SummaryList>
                <SummaryRow name=texts.check.name>{texts.check.from_sign_in}</SummaryRow>
                <SummaryRow name=texts.check.personal_code>{texts.check.from_sign_in}</SummaryRow>
                <SummaryRow name=texts.check.birth_date>
                    {fact_in_words(language, FactId::BirthDate, &draft.facts.with_register(&register))}
                </SummaryRow>
            </SummaryList>
            <h2>{texts.check.contact}</h2>
            <SummaryList>
                <SummaryRow name=texts.check.email>{email}</SummaryRow>
                <SummaryRow name=texts.check.phone>{phone}</SummaryRow>
                <SummaryRow name=texts.check.language>{(texts.in_language)(draft.language)}</SummaryRow>
            </SummaryList>
            {fact_list(use_call(), language, texts.check.answers, &draft.facts)}
            {fact_list(use_call(), language, texts.check.register, &register)}
            {draft.declaration.then(|| view! { <p>{texts.check.declaration}</p> })}
        </article>
    }
}

/// Programme and study group by name; by identifier without the catalogue.
fn names(language: Language, draft: &ApplicationDraft, details: Option<&ProgrammeDetails>) -> (String, String) {
    let not_given = || apply_texts::of(language).check.not_given.to_owned();
    let programme = details.map(|details| &details.programme);
    let group = programme.and_then(|programme| programme.group(&draft.group));
    let title = programme.map_or_else(|| draft.programme.clone(), |programme| programme.title.get(language).to_owned());
    let study = match group {
        Some(group) => full_range(language, group.starts_on, group.ends_on),
        None if draft.group.is_empty() => not_given(),
        None => draft.group.clone(),
    };
    (title, study)
}
