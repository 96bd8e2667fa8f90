//! Conflicts of the draft: shows both values of each field, and the person chooses one.

use leptos::prelude::*;
use rules::application::ApplicationDraft;
use rules::field::Field;
use ui::components::button::Button;
use ui::components::notice::{Notice, Tone};
use ui::platform::host;
use ui::text::format::full_range;

use crate::apply::context::ApplyContext;
use crate::apply::fact_format::fact_in_words;
use crate::apply::field_id::CONFLICTS;
use crate::apply::programme_title::ProgrammeTitle;
use crate::apply::texts;
use crate::draft::merge::Conflict;
use crate::draft::texts::{self as draft_texts, field_name};

/// List of conflicts. The container is always rendered, so that screen readers announce its content (`role="status"`)
/// and the focus can move to it when the pressed button disappears.
#[component]
pub(super) fn ConflictFields(context: ApplyContext) -> impl IntoView {
    let conflict = Memo::new(move |_| context.controller.conflict());
    let panel = move || {
        conflict.get().map(|conflict| {
            let texts = draft_texts::of(context.lang.get());
            view! {
                <Notice tone=Tone::Warning heading=texts.conflict>
                    <p>{texts.conflict_text}</p>
                    {conflict
                        .fields
                        .iter()
                        .map(|field| both_values(context, &conflict, field))
                        .collect_view()}
                </Notice>
            }
        })
    };
    view! {
        <div id=CONFLICTS role="status" tabindex="-1">
            {panel}
        </div>
    }
}

fn both_values(context: ApplyContext, conflict: &Conflict, field: &Field) -> impl IntoView + use<> {
    let language = context.lang.get_untracked();
    let (texts, name) = (draft_texts::of(language), field_name(language, field));
    let decided = StoredValue::new(field.clone());
    let decide = move |for_other| {
        Callback::new(move |()| {
            host::focus(CONFLICTS);
            context.controller.resolve(&decided.get_value(), for_other);
        })
    };
    let here = untrack(|| context.form.to_draft(&context.call.id, context.lang.get()));
    let other = conflict.beside(&here);
    let value = |draft: &ApplicationDraft, place, button, for_other| {
        view! {
            <li class="imk-conflict__value">
                <span>
                    <b>{place}</b> ": " {in_words(context, field, draft)}
                </span>
                <Button quiet=true on_press=decide(for_other)>
                    {button} <span class="imk-visually-hidden">": " {name} ", " {place}</span>
                </Button>
            </li>
        }
    };
    view! {
        <h2 class="imk-conflict__name">{name}</h2>
        <ul class="imk-conflict">
            {value(&here, texts.here, texts.keep_this, false)} {value(&other, texts.elsewhere, texts.take_other, true)}
        </ul>
    }
}

/// Formats the value of a field for display.
fn in_words(context: ApplyContext, field: &Field, draft: &ApplicationDraft) -> AnyView {
    let language = context.lang.get_untracked();
    let texts = texts::of(language);
    let given = |text: &str| if text.is_empty() { texts.check.not_given.to_owned() } else { text.to_owned() };
    match field {
        Field::Programme => view! { <ProgrammeTitle context=context id=draft.programme.clone() /> }.into_any(),
        Field::Group => context
            .details
            .with_value(|details| {
                let group = details.programme.group(&draft.group);
                group.map(|group| full_range(language, group.starts_on, group.ends_on))
            })
            .unwrap_or_else(|| given(&draft.group))
            .into_any(),
        Field::Fact(fact) => fact_in_words(language, *fact, &draft.facts).into_any(),
        Field::Email => given(&draft.contact.email).into_any(),
        Field::Phone => given(&draft.contact.phone).into_any(),
        Field::Language => (texts.in_language)(draft.language).into_any(),
        Field::Declaration | Field::Body | Field::Call | Field::Other(_) => ().into_any(),
    }
}
