//! Page of one question.

use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;
use rules::application::fact_problem;
use rules::call::Call;
use rules::clause::ClauseId;
use rules::facts::{Answer, FactId};
use rules::field::{Field, FieldProblem};
use rules::language::Language;
use ui::components::back_link::BackLink;
use ui::components::button::Button;
use ui::components::date_entry::{DateEntry, DateProblem};
use ui::components::date_input::{DateInput, part_id};
use ui::components::error_summary::{ErrorSummary, Mistake};
use ui::components::page::Page;
use ui::components::radio_group::{Choice, RadioGroup};
use ui::platform::clock::use_clock;
use ui::platform::lang::use_lang;
use ui::text::{form, problems};

use crate::eligibility::step::Step;
use crate::eligibility::texts;
use crate::facts_entry::FactsEntry;
use crate::findings::clause_quote::ClauseQuote;
use crate::routes::Route;
use crate::state::{use_call, use_declared_facts};

/// Identifier of the question's field.
const FIELD: &str = "imk-answer";

/// Input on this page; it becomes an answer when the person continues.
#[derive(Clone, Copy)]
struct Entry {
    fact: FactId,
    date: RwSignal<DateEntry>,
    answer: RwSignal<Answer>,
    /// Error of the last attempt. Each attempt sets it again, so that the summary takes the focus.
    mistake: RwSignal<Option<InvalidInput>>,
}

/// Kind of error. Its text depends on the language.
#[derive(Clone)]
enum InvalidInput {
    Date(DateProblem),
    Answer(FieldProblem),
}

impl Entry {
    fn of(fact: FactId, facts: FactsEntry) -> Self {
        Self {
            fact,
            date: RwSignal::new(facts.birth_date.get_untracked()),
            answer: RwSignal::new(untrack(|| facts.answer(fact))),
            mistake: RwSignal::default(),
        }
    }

    /// Checks the input and copies it into the declared facts.
    fn complete(self, facts: FactsEntry, today: chrono::NaiveDate) -> Result<(), InvalidInput> {
        let mut checked = facts.get_untracked();
        if self.fact == FactId::BirthDate {
            checked.birth_date = Some(self.date.read_untracked().date().map_err(InvalidInput::Date)?);
        } else {
            checked.set_answer(self.fact, self.answer.get_untracked());
        }
        if let Some(problem) = fact_problem(self.fact, &checked, today) {
            return Err(InvalidInput::Answer(problem));
        }
        if self.fact == FactId::BirthDate {
            facts.birth_date.set(self.date.get_untracked());
        } else {
            facts.set_answer(self.fact, self.answer.get_untracked());
        }
        Ok(())
    }

    /// Text of an error.
    fn mistake(self, language: Language) -> Option<String> {
        self.mistake.get().map(|wrong| match wrong {
            InvalidInput::Date(problem) => problems::date_entry(language, problem).to_owned(),
            InvalidInput::Answer(problem) => problems::field(language, &Field::Fact(self.fact), &problem),
        })
    }
}

/// One question: heading, fields, and the clause that requires it.
#[component]
pub fn QuestionPage(
    /// Fact to ask.
    fact: FactId,
    /// Position of the question, from 0.
    index: usize,
    /// Number of questions.
    count: usize,
) -> impl IntoView {
    let (lang, answers, clock) = (use_lang(), use_declared_facts(), use_clock());
    let navigate = use_navigate();
    let entry = Entry::of(fact, answers);
    let go_to = move |place: Step| navigate(&place.address(), NavigateOptions::default());
    let go_on = {
        let go_to = go_to.clone();
        move |()| match entry.complete(answers, clock.today()) {
            Ok(()) => go_to(Step::after(index, count)),
            Err(mistake) => entry.mistake.set(Some(mistake)),
        }
    };
    let skip = move |()| {
        answers.clear_fact(fact);
        go_to(Step::after(index, count));
    };
    let (go_on, skip) = (Callback::new(go_on), Callback::new(skip));
    let above = move || {
        let texts = texts::of(lang.get());
        let back = Step::Question(index).before(count).map_or_else(|| Route::Home.path(), Step::address);
        view! {
            <BackLink to=back text=form::texts(lang.get()).back />
            <p class="imk-step">{(texts.progress)(index + 1, count)}</p>
        }
    };
    view! {
        <Page
            title=Signal::derive(move || (texts::of(lang.get()).question)(fact).to_owned())
            narrow=true
            above=above.into_any()
        >
            {move || question(entry, lang.get(), go_on, skip)}
        </Page>
    }
}

fn question(entry: Entry, language: Language, go_on: Callback<()>, skip: Callback<()>) -> impl IntoView {
    let texts = texts::of(language);
    let summary = move || {
        let text = entry.mistake(language)?;
        let field = match entry.mistake.get() {
            Some(InvalidInput::Date(problem)) => part_id(FIELD, problem.part()),
            _ => FIELD.to_owned(),
        };
        Some(view! { <ErrorSummary mistakes=vec![Mistake { field, text }] /> })
    };
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        go_on.run(());
    };
    view! {
        {summary}
        <form novalidate=true on:submit=submit>
            {fields(entry, language)}
            <p class="imk-actions">
                <button type="submit" class="imk-button">
                    {texts.go_on}
                </button>
                <Button plain=true on_press=skip>
                    {texts.skip}
                </Button>
            </p>
        </form>
        <section class="imk-why">
            <h2 class="imk-why__heading">{texts.why}</h2>
            {clauses(use_call(), entry.fact).map(|clause| view! { <ClauseQuote clause=clause /> }).collect_view()}
        </section>
        <p class="imk-small">{texts.private}</p>
    }
}

fn fields(entry: Entry, language: Language) -> impl IntoView {
    let (texts, form) = (texts::of(language), form::texts(language));
    let (legend, hint) = ((texts.question)(entry.fact), (texts.hint)(entry.fact));
    let mistake = Signal::derive(move || entry.mistake(language));
    if entry.fact == FactId::BirthDate {
        return view! {
            <DateInput
                id=FIELD
                legend=legend
                legend_hidden=true
                hint=hint
                error=mistake
                value=entry.date
                birth_date=true
            />
        }
        .into_any();
    }
    let choices = vec![Choice::new(YES, form.yes), Choice::new(NO, form.no)];
    let chosen = Signal::derive(move || word(entry.answer.get()));
    let choose = move |word: String| entry.answer.set(Answer::from(word == YES));
    view! {
        <RadioGroup
            id=FIELD
            legend=legend
            legend_hidden=true
            hint=hint
            error=mistake
            choices=choices
            chosen=chosen
            on_choose=choose
        />
    }
    .into_any()
}

const YES: &str = "yes";
const NO: &str = "no";

fn word(answer: Answer) -> Option<String> {
    match answer {
        Answer::Unknown => None,
        Answer::No => Some(NO.to_owned()),
        Answer::Yes => Some(YES.to_owned()),
    }
}

/// Clauses that require a fact.
fn clauses(call: &Call, fact: FactId) -> impl Iterator<Item = ClauseId> {
    match fact {
        FactId::BirthDate => call.cites.age,
        FactId::EarlierGrantWithoutChoice
        | FactId::StillLearning
        | FactId::StillLearningElsewhere
        | FactId::InterruptedLearning
        | FactId::InterruptedLearningElsewhere
        | FactId::CompletedLearning => call.cites.exclusions,
    }
    .iter()
}
