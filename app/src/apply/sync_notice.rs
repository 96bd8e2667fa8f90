//! Notice about changes to the draft in another tab or on another device.

use leptos::prelude::*;
use rules::field::Field;
use rules::language::Language;
use ui::components::button::Button;
use ui::components::notice::Notice;
use ui::platform::host;
use ui::text::format::instant;

use crate::apply::context::ApplyContext;
use crate::draft::status::News;
use crate::draft::texts::{self as draft_texts, field_name};

/// Container of the notice; it takes the focus when the notice's button disappears.
const NOTICE: &str = "imk-draft-news";

/// The notice, shown until the person dismisses it.
#[component]
pub(super) fn SyncNotice(context: ApplyContext) -> impl IntoView {
    let understood = Callback::new(move |()| {
        host::focus(NOTICE);
        context.controller.dismiss_news();
    });
    let news = move || {
        let language = context.lang.get();
        let heading = in_words(language, &context.controller.news()?)?;
        Some(view! {
            <Notice heading=heading>
                <p>
                    <Button plain=true on_press=understood>
                        {draft_texts::of(language).understood}
                    </Button>
                </p>
            </Notice>
        })
    };
    view! {
        <div id=NOTICE role="status" tabindex="-1">
            {news}
        </div>
    }
}

/// Returns the text of the notice; the end of the draft has its own page instead.
fn in_words(language: Language, news: &News) -> Option<String> {
    let texts = draft_texts::of(language);
    match news {
        News::Changed(fields) => Some((texts.taken)(&names(language, fields))),
        News::Begun(saved_at) => Some((texts.begun)(&instant(language, saved_at.to_utc()))),
        News::Ended => None,
    }
}

/// Returns the names of the fields. The study group is omitted beside its programme: a change of programme always
/// changes the group.
fn names(language: Language, fields: &[Field]) -> String {
    let along = |field: &&Field| **field != Field::Group || !fields.contains(&Field::Programme);
    let names: Vec<String> =
        fields.iter().filter(along).map(|field| field_name(language, field).to_lowercase()).collect();
    names.join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn study_group_is_not_named_beside_its_programme() {
        let fields = [Field::Programme, Field::Group, Field::Email];
        assert_eq!(names(Language::Lv, &fields), "programma, e‑pasts");
        assert_eq!(names(Language::En, &[Field::Group, Field::Email]), "training, email");
    }
}
