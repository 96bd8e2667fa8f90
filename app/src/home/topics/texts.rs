//! Sentences of the topics on the first page.

use std::fmt::Display;

use rules::language::Language;

/// Sentences of one language.
pub struct TopicsTexts {
    /// Heading.
    pub heading: &'static str,
    /// Text below the heading.
    pub intro: &'static str,
    /// Number of programmes without a co-payment, and of all programmes of a topic.
    pub counts: fn(&dyn Display, &dyn Display) -> String,
    /// Link to all programmes.
    pub all: &'static str,
}

/// Sentences in `language`.
pub const fn of(language: Language) -> &'static TopicsTexts {
    match language {
        Language::Lv => &LV,
        Language::En => &EN,
    }
}

static LV: TopicsTexts = TopicsTexts {
    heading: "Ko vari iemācīties",
    intro: "Izvēlies tematu. Pie katras programmas redzēsi, cik sedz finansējums un cik maksāsi tu.",
    counts: |free, all| format!("{free} no {all} bez maksas"),
    all: "Skatīt visas programmas",
};

static EN: TopicsTexts = TopicsTexts {
    heading: "What you can learn",
    intro: "Choose a topic. Each programme shows what the funding covers and what you pay.",
    counts: |free, all| format!("{free} of {all} free"),
    all: "View all programmes",
};
