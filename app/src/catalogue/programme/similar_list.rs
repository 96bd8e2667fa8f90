//! List of similar programmes below a programme.

use leptos::prelude::*;
use rules::programme::funding;
use ui::components::link::PlainLink;
use ui::platform::lang::use_lang;
use ui::text::format::money;

use crate::catalogue::cached_catalogue::use_catalogue;
use crate::catalogue::programme::similar::similar;
use crate::catalogue::programme::texts;
use crate::catalogue::texts as catalogue_texts;
use crate::routes::Route;
use crate::state::use_call;

/// The list; empty until the catalogue is loaded, and if nothing is similar.
#[component]
pub fn SimilarList(
    /// Identifier of the programme.
    id: String,
) -> impl IntoView {
    let (call, lang, catalogue) = (use_call(), use_lang(), use_catalogue());
    let found = Memo::new(move |_| similar(&catalogue.index(), &id, call));
    move || {
        let language = lang.get();
        let (texts, card_texts) = (texts::of(language), catalogue_texts::of(language));
        let items = found.get().into_iter().map(|(entry, reason)| {
            let programme = &entry.programme;
            let (price, pays) = (programme.price, funding(call, programme.price).co_payment);
            let to = Route::Programme { id: programme.id.clone() };
            let id = format!("imk-similar-{}", programme.id);
            let title = programme.title.get(language).to_owned();
            let provider = entry.provider.clone();
            let why = reason.sentence(programme, call, language);
            view! {
                <li class="imk-card imk-programme">
                    <h3 class="imk-programme__title">
                        <PlainLink to=to id=id>
                            {title}
                        </PlainLink>
                    </h3>
                    <p class="imk-programme__provider" lang="lv">{provider}</p>
                    <p class="imk-programme__when">{why}</p>
                    <p class="imk-programme__price">
                        <span>{card_texts.price_row} " " <b>{money(language, price)}</b></span>
                        <span>{card_texts.co_payment} " " <b>{money(language, pays)}</b></span>
                    </p>
                </li>
            }
        });
        let items: Vec<_> = items.collect();
        (!items.is_empty()).then(|| {
            view! {
                <section class="imk-similar" aria-labelledby="imk-similar">
                    <h2 id="imk-similar">{texts.similar}</h2>
                    <ul class="imk-similar__list">{items}</ul>
                </section>
            }
        })
    }
}
