//! Language of the pages, provided as a context.

use leptos::prelude::*;
use rules::language::Language;

use crate::platform::context::provided;
use crate::platform::embed::embedding;
use crate::platform::{device_settings, host};

/// Signal of the current language.
#[derive(Clone, Copy)]
pub struct Lang(RwSignal<Language>);

impl Lang {
    /// Returns the language requested by the host page, else that of an earlier visit, else Latvian.
    pub fn begin() -> Self {
        let language = embedding().language.or_else(device_settings::language).unwrap_or_default();
        host::set_language(language.tag());
        let lang = Self(RwSignal::new(language));
        lang.follow_the_page_around();
        lang
    }

    /// Follows the host page, which may have a language switch.
    fn follow_the_page_around(self) {
        let asked = window_event_listener_untyped(host::EVENT_LANGUAGE, move |_| {
            let language = host::language().and_then(|tag| Language::from_tag(&tag));
            if let Some(language) = language.filter(|language| *language != self.get_untracked()) {
                self.set(language);
            }
        });
        on_cleanup(move || asked.remove());
    }

    /// Returns the language. Tracked: a view that reads it follows it.
    pub fn get(self) -> Language {
        self.0.get()
    }

    /// Returns the language. Untracked, for components that are re-created when the language changes.
    pub fn get_untracked(self) -> Language {
        self.0.get_untracked()
    }

    /// Changes the language and stores it.
    pub fn set(self, language: Language) {
        device_settings::set_language(language);
        // Set before the host page is notified, because its listener may read the language at once.
        self.0.set(language);
        host::set_language(language.tag());
    }
}

/// Returns the language from the context.
pub fn use_lang() -> Lang {
    provided()
}
