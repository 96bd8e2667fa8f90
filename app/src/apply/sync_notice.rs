//! What another tab or another device did to the draft, said once.

use leptos::prelude::*;
use rules::field::Field;
use rules::language::Language;
use ui::components::button::Button;
use ui::components::notice::Notice;
use ui::platform::host;
use ui::text::format::instant;

use crate::apply::context::ApplyContext;
use crate::draft::texts::{self as draft_texts, field_name};
use crate::forms::draft_keeper::News;

/// The place of the news; it takes the focus when the button in it goes.
const PLACE: &str = "draft-news";

/// The news, until the person has read it.
#[component]
pub(super) fn SyncNotice(context: ApplyContext) -> impl IntoView {
    let understood = Callback::new(move |()| {
        host::focus(PLACE);
        context.keeper.forget_news();
    });
    let news = move || {
        let language = context.lang.get();
        let heading = in_words(language, &context.keeper.news()?)?;
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
        <div id=PLACE role="status" tabindex="-1">
            {news}
        </div>
    }
}

/// That the draft ended is said in place of the step.
fn in_words(language: Language, news: &News) -> Option<String> {
    let texts = draft_texts::of(language);
    match news {
        News::Taken(fields) => Some((texts.taken)(&names(language, fields))),
        News::Begun(saved_at) => Some((texts.begun)(&instant(language, saved_at.to_utc()))),
        News::Ended => None,
    }
}

/// The fields' names, each once: a study group changes along with its programme.
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
        assert_eq!(names(Language::Lv, &fields), "programma, e-pasts");
        assert_eq!(names(Language::En, &[Field::Group, Field::Email]), "training, email");
    }
}
