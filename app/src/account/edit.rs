//! Editing of the contact data and the language for messages.

use api::{ApiProblem, ChangeAccount};
use leptos::prelude::*;
use ui::components::button::Button;
use ui::platform::http::error::ApiError;
use ui::platform::lang::use_lang;

use crate::account::contact_fields::{ContactFields, ContactForm, ContactMistakes};
use crate::account::form::AccountForm;
use crate::account::open::{failed, note};
use crate::account::sign_in_again::NotSaved;
use crate::account::texts;
use crate::client;
use crate::draft::controller::use_draft;
use crate::session::{Session, use_session};

/// The form, filled with the account's data; it closes after a successful save.
#[component]
pub(super) fn EditContact(
    /// Reports a successful save.
    on_saved: Callback<()>,
) -> impl IntoView {
    let (lang, typed) = (use_lang(), use_draft().account);
    let form = ContactForm::of(typed);
    let saving = Saving { form, typed, session: use_session(), on_saved };
    let action = Action::new_unsync(move |request: &ChangeAccount| saving.save(request.clone()));
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        if let (Some((contact, language)), false) = (form.complete(), action.pending().get_untracked()) {
            action.dispatch(ChangeAccount { language: Some(language), contact: Some(contact) });
        }
    };
    let text = move || {
        let texts = texts::of(lang.get());
        if action.pending().get() { texts.saving } else { texts.save }
    };
    view! {
        <ContactMistakes form=form />
        <form novalidate=true on:submit=submit>
            {move || {
                lang.get();
                view! { <ContactFields form=form /> }
            }}
            {move || failed(action).map(|error| view! { <NotSaved error=error /> })}
            <p class="imk-actions">
                <button type="submit" class="imk-button" aria-disabled=move || action.pending().get().then_some("true")>
                    {text}
                </button>
                <Button plain=true on_press=Callback::new(move |()| typed.clear())>
                    {move || texts::of(lang.get()).cancel}
                </Button>
            </p>
        </form>
    }
}

#[derive(Clone, Copy)]
struct Saving {
    form: ContactForm,
    typed: AccountForm,
    session: Session,
    on_saved: Callback<()>,
}

impl Saving {
    async fn save(self, request: ChangeAccount) -> Result<(), ApiError> {
        match client::account::change(&request).await {
            Ok(_) => {
                // The data on the page are those of the session, so the form closes when these are new.
                let _refreshed = self.session.fetch().await;
                self.typed.clear();
                self.on_saved.run(());
                Ok(())
            }
            Err(error) => {
                note(self.form, &error);
                if error == ApiError::Refused(ApiProblem::AccountMissing) {
                    // The typed data stays, so that the person can open the account again with it.
                    self.typed.editing.set(false);
                    self.session.refresh();
                }
                Err(error)
            }
        }
    }
}
