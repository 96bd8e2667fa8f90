//! Scenarios of one page: start, storage that refuses, a submission without a response, pushes that fail.

use api::{AccountDraft, DraftState};
use rules::contact::Contact;
use rules::facts::Answer;
use rules::language::Language;

use super::local::LocalCopy;
use super::model::{Screen, blank};
use super::replica::{Effect, Event, Phase, Replica, Request, RequestError, Response, SaveResult, Session};
use super::status::{AccountStatus, LocalStatus, News, PersonalStatus};

const KEY: &str = "0123456789abcdef0123456789abcdef";

struct Page {
    replica: Replica,
    screen: Screen,
}

impl Page {
    /// A page whose device stores this copy.
    fn start(copy: Option<LocalCopy>, session: Session) -> Self {
        let screen = Screen::blank("2025-06", Language::Lv);
        let mut page = Self { replica: Replica::new(screen.clone(), &mut key), screen };
        page.handle(Event::LocalLoaded(copy.map(Box::new)));
        page.handle(Event::Session(session));
        page
    }

    fn handle(&mut self, event: Event) -> Vec<Effect> {
        let effects = self.replica.handle(self.screen.clone(), event, &mut key);
        for effect in &effects {
            if let Effect::Show(screen) = effect {
                self.screen = screen.clone();
            }
        }
        effects
    }

    fn type_email(&mut self, email: &str) -> Vec<Effect> {
        self.screen.draft.programme = "p-001".into();
        self.screen.draft.contact.email = email.into();
        self.handle(Event::Edited)
    }

    /// The response to the request in flight.
    fn respond(&mut self, response: Response) -> Vec<Effect> {
        let number = self.replica.in_flight.as_ref().map(|sent| sent.number).unwrap();
        self.handle(Event::Response(number, response))
    }

    /// A signed-in page whose account has no draft.
    fn signed_in() -> Self {
        let mut page = Self::start(None, Session::Person(None));
        page.respond(Response::Handoff(Ok(None)));
        page.respond(Response::Pull(Err(RequestError::Refused)));
        assert_eq!(page.replica.phase, Phase::Running);
        page
    }
}

#[expect(clippy::unnecessary_wraps, reason = "a source of keys may fail")]
fn key() -> Option<String> {
    Some(KEY.to_owned())
}

fn copy() -> LocalCopy {
    let mut draft = blank("2025-06", Language::Lv);
    draft.programme = "p-001".into();
    LocalCopy { key: KEY.into(), draft, own_device: false, base: None, conflict: None, unread: None }
}

#[test]
fn unreachable_session_shows_the_form_and_keeps_the_hand_off() {
    let mut page = Page::start(Some(copy()), Session::Unreachable);
    assert_eq!((page.replica.phase, page.screen.draft.programme.as_str()), (Phase::Running, "p-001"));
    assert!(page.replica.handoff.is_some());
    let effects = page.handle(Event::Session(Session::Person(None)));
    assert!(matches!(effects.as_slice(), [Effect::Send(_, Request::Handoff(_))]), "{effects:?}");
    page.respond(Response::Handoff(Err(RequestError::Retryable)));
    let effects = page.handle(Event::RetryHandoff);
    assert!(matches!(effects.as_slice(), [Effect::Send(_, Request::Handoff(key))] if key == KEY), "{effects:?}");
}

#[test]
fn submission_without_a_response_keeps_its_key() {
    let mut page = Page::start(Some(copy()), Session::Nobody);
    let draft = page.screen.draft.clone();
    page.handle(Event::SubmissionStarted(Box::new(draft.clone())));
    page.handle(Event::SubmissionFailed { may_have_arrived: true });
    assert!(page.replica.may_have_arrived(&draft));
    page.handle(Event::LocalLoaded(Some(Box::new(LocalCopy { key: "f".repeat(32), ..copy() }))));
    assert_eq!(page.replica.key.as_deref(), Some(KEY));
    page.handle(Event::SubmissionFailed { may_have_arrived: false });
    assert!(!page.replica.may_have_arrived(&draft));
}

#[test]
fn nothing_is_pushed_while_a_submission_is_in_flight() {
    let mut page = Page::signed_in();
    page.type_email("anna@epasts.lv");
    let draft = page.screen.draft.clone();
    assert_eq!(page.handle(Event::SubmissionStarted(Box::new(draft))), [Effect::StopTimer]);
    assert_eq!(page.handle(Event::Woke), []);
    let effects = page.handle(Event::SubmissionFailed { may_have_arrived: false });
    assert!(effects.contains(&Effect::StartTimer), "{effects:?}");
    assert!(effects.iter().any(|effect| matches!(effect, Effect::Send(_, Request::Pull))), "{effects:?}");
}

#[test]
fn response_after_the_sign_out_is_ignored() {
    let mut page = Page::start(None, Session::Person(None));
    page.respond(Response::Handoff(Ok(None)));
    let number = page.replica.in_flight.as_ref().map(|sent| sent.number).unwrap();
    page.handle(Event::SignedOut);
    let state = DraftState::Open {
        saved_at: "2025-06-10T12:00:00+03:00".parse().unwrap(),
        key: KEY.into(),
        draft: copy().draft,
    };
    let pulled = Response::Pull(Ok(AccountDraft { revision: 1, state }));
    assert_eq!(page.handle(Event::Response(number, pulled)), []);
    assert_eq!(page.screen.draft.programme, "");
}

#[test]
fn end_elsewhere_deletes_only_a_copy_that_the_page_knows() {
    let mut page = Page::signed_in();
    page.type_email("anna@epasts.lv");
    page.handle(Event::Quiet);
    page.respond(Response::Push(Ok(1)));
    page.handle(Event::Woke);
    let effects = page.respond(Response::Pull(Ok(AccountDraft { revision: 2, state: DraftState::Sent })));
    assert!(effects.contains(&Effect::DeleteLocalIfSeen) && !effects.contains(&Effect::DeleteLocal), "{effects:?}");
    page.type_email("liga@epasts.lv");
    assert!(page.handle(Event::Deleted).contains(&Effect::DeleteLocal), "the person deletes what every tab has");
}

#[test]
fn tabs_without_encryption_do_not_store_in_turns() {
    let mut page = Page::start(None, Session::Nobody);
    page.screen.own_device = true;
    page.type_email("anna@epasts.lv");
    let public = page.replica.to_store(KEY.into()).not_encrypted(None);
    assert!(!public.own_device, "{public:?}");
    page.handle(Event::Saved(page.replica.last_save, SaveResult::NotEncrypted(Box::new(public.clone()))));
    let stored = Some(Box::new(public));
    // The other tab stores the same draft at another time.
    assert_eq!(page.handle(Event::LocalLoaded(stored)), []);
}

#[test]
fn page_without_a_random_source_starts_without_a_hand_off() {
    let screen = Screen::blank("2025-06", Language::Lv);
    let mut page = Page { replica: Replica::new(screen.clone(), &mut || None), screen };
    page.handle(Event::LocalLoaded(None));
    let effects = page.handle(Event::Session(Session::Person(None)));
    assert!(matches!(effects.as_slice(), [Effect::Send(_, Request::Pull)]), "{effects:?}");
}

#[test]
fn partial_birth_date_keeps_the_last_one_in_the_draft() {
    let mut page = Page::start(Some(copy()), Session::Nobody);
    let birth_date = chrono::NaiveDate::from_ymd_opt(1988, 3, 14);
    page.screen.draft.facts.birth_date = birth_date;
    page.handle(Event::Edited);
    page.screen.draft.facts.birth_date = None;
    page.screen.is_birth_date_partial = true;
    page.handle(Event::Edited);
    assert_eq!(page.replica.resolved().facts.birth_date, birth_date);
    page.screen.is_birth_date_partial = false;
    page.handle(Event::Edited);
    assert_eq!(page.replica.resolved().facts.birth_date, None, "an empty field is an answer");
}

#[test]
fn refused_save_is_not_repeated_before_something_changes() {
    for result in [SaveResult::Refused, SaveResult::NotEncrypted(Box::new(copy()))] {
        let mut page = Page::start(None, Session::Nobody);
        page.type_email("anna@epasts.lv");
        let number = page.replica.last_save;
        assert_eq!(page.handle(Event::Saved(number, result.clone())), []);
        assert_eq!(page.handle(Event::Edited), []);
        let effects = page.handle(Event::Woke);
        assert!(matches!(effects.as_slice(), [Effect::Save(..)]), "{result:?}: {effects:?}");
        let status = page.replica.status();
        let is_refused = status.local == LocalStatus::Refused || status.personal == PersonalStatus::Refused;
        assert!(is_refused, "{status:?}");
    }
}

#[test]
fn copy_of_a_newer_version_counts_as_none() {
    let mut page = Page::start(Some(copy()), Session::Nobody);
    let effects = page.handle(Event::LocalUnusable);
    assert!(matches!(effects.as_slice(), [Effect::Save(..)]), "the storage refuses it then: {effects:?}");
}

#[test]
fn page_starts_beside_a_copy_of_a_newer_version() {
    let screen = Screen::blank("2025-06", Language::Lv);
    let mut page = Page { replica: Replica::new(screen.clone(), &mut key), screen };
    page.handle(Event::LocalUnusable);
    page.handle(Event::Session(Session::Nobody));
    assert_eq!(page.replica.phase, Phase::Running);
}

#[test]
fn failed_push_waits_for_the_next_change() {
    let mut page = Page::signed_in();
    assert!(page.type_email("anna@epasts.lv").contains(&Effect::StartTimer));
    page.handle(Event::Quiet);
    let effects = page.respond(Response::Push(Err(RequestError::Refused)));
    assert_eq!((effects, page.replica.status().account), (vec![], AccountStatus::Waiting));
    assert_eq!(page.handle(Event::Edited), []);
    assert!(page.type_email("anna.ozola@epasts.lv").contains(&Effect::StartTimer));
    assert_eq!(page.handle(Event::Hold), [Effect::StopTimer]);
}

/// A signed-in page with an open account, whose account data then change.
fn with_account(contact: (&str, &str), language: Language, edit: impl FnOnce(&mut Page), then: (&str, &str)) -> Page {
    let account = |(email, phone): (&str, &str), language| {
        Session::Person(Some((Contact { email: email.into(), phone: phone.into() }, language)))
    };
    let mut page = Page::start(None, account(contact, language));
    page.respond(Response::Handoff(Ok(None)));
    page.respond(Response::Pull(Err(RequestError::Refused)));
    edit(&mut page);
    page.handle(Event::Session(account(then, Language::En)));
    page.respond(Response::Pull(Err(RequestError::Refused)));
    page
}

fn contact_of(page: &Page) -> (&str, &str) {
    (&page.screen.draft.contact.email, &page.screen.draft.contact.phone)
}

#[test]
fn values_from_the_account_follow_it_and_typed_ones_stay() {
    let edit = |page: &mut Page| {
        assert_eq!(contact_of(page), ("vecs@epasts.lv", "26123456"));
        page.screen.draft.contact.phone = "26123457".into();
    };
    let page = with_account(("vecs@epasts.lv", "26123456"), Language::Lv, edit, ("jauns@epasts.lv", "26123458"));
    assert_eq!(contact_of(&page), ("jauns@epasts.lv", "26123457"));
    assert_eq!((page.screen.draft.language, page.screen.language_chosen), (Language::En, true));
    let edit = |page: &mut Page| page.screen.draft.language = Language::En;
    let page = with_account(("", ""), Language::Lv, edit, ("", ""));
    assert_eq!(page.screen.draft.language, Language::En, "a chosen language stays");
}

#[test]
fn typed_values_are_not_replaced_by_those_of_the_account() {
    let mut page = Page::start(None, Session::Nobody);
    page.type_email("mans@epasts.lv");
    let contact = Contact { email: "anna.ozola@epasts.lv".into(), phone: "26123456".into() };
    page.handle(Event::Session(Session::Person(Some((contact, Language::En)))));
    page.respond(Response::Pull(Err(RequestError::Refused)));
    assert_eq!(contact_of(&page), ("mans@epasts.lv", "26123456"));
}

#[test]
fn programme_with_values_from_the_account_is_no_draft() {
    let changes: [fn(&mut Screen); 6] = [
        |screen| screen.draft.group = "da-1".into(),
        |screen| screen.draft.facts.still_learning = Answer::No,
        |screen| screen.draft.contact.email = "mans@epasts.lv".into(),
        |screen| screen.draft.contact.phone = String::new(),
        |screen| screen.draft.language = Language::En,
        |screen| screen.own_device = true,
    ];
    for (number, change) in changes.into_iter().enumerate() {
        let edit = |page: &mut Page| {
            page.handle(Event::ProgrammeChosen("datu-analize".into()));
            assert!(page.replica.has_no_draft());
            change(&mut page.screen);
            page.handle(Event::Edited);
            assert!(!page.replica.has_no_draft(), "change {number}");
        };
        let contact = ("anna.ozola@epasts.lv", "26123456");
        with_account(contact, Language::Lv, edit, contact);
    }
}

#[test]
fn another_programme_drops_the_study_group_and_nothing_else() {
    let mut page = Page::start(Some(copy()), Session::Nobody);
    page.screen.draft.group = "da-1".into();
    page.screen.draft.facts.still_learning = Answer::No;
    page.handle(Event::ProgrammeChosen("p-001".into()));
    assert_eq!(page.screen.draft.group, "da-1");
    page.handle(Event::ProgrammeChosen("kiberdrosiba".into()));
    let draft = &page.screen.draft;
    assert_eq!((draft.group.as_str(), draft.facts.still_learning), ("", Answer::No));
}

#[test]
fn news_stays_until_it_is_read() {
    let mut page = Page::start(Some(copy()), Session::Nobody);
    page.handle(Event::LocalLoaded(None));
    assert_eq!(page.replica.status().news, Some(News::Ended));
    page.handle(Event::NewsRead);
    assert_eq!(page.replica.status().news, None);
}

/// A copy with a personal part that the browser cannot decrypt.
fn unread_copy() -> LocalCopy {
    LocalCopy { own_device: true, unread: Some("ciphertext".into()), ..copy() }
}

/// The copies that these effects store.
fn saves(effects: &[Effect]) -> Vec<LocalCopy> {
    let copy = |effect: &Effect| if let Effect::Save(_, copy) = effect { Some((**copy).clone()) } else { None };
    effects.iter().filter_map(copy).collect()
}

#[test]
fn unreadable_ciphertext_stays_while_public_fields_change() {
    let mut page = Page::start(Some(unread_copy()), Session::Nobody);
    assert_eq!(page.replica.status().personal, PersonalStatus::Unread);
    page.screen.draft.facts.still_learning = Answer::No;
    let stored = saves(&page.handle(Event::Edited));
    assert_eq!(stored.iter().map(|copy| copy.unread.as_deref()).collect::<Vec<_>>(), [Some("ciphertext")]);
    page.handle(Event::Saved(page.replica.last_save, SaveResult::Saved));
    assert_eq!(page.replica.status().personal, PersonalStatus::Unread);
}

#[test]
fn account_contact_does_not_replace_unreadable_ciphertext() {
    let contact = Contact { email: "anna@epasts.lv".into(), phone: String::new() };
    let mut page = Page::start(Some(unread_copy()), Session::Person(Some((contact, Language::Lv))));
    page.respond(Response::Handoff(Ok(None)));
    page.respond(Response::Pull(Err(RequestError::Refused)));
    assert_eq!(page.screen.draft.contact.email, "anna@epasts.lv");
    let key = page.replica.key.clone().unwrap_or_default();
    assert_eq!(page.replica.to_store(key).unread.as_deref(), Some("ciphertext"));
}

#[test]
fn typed_contact_replaces_unreadable_ciphertext() {
    let mut page = Page::start(Some(unread_copy()), Session::Nobody);
    let stored = saves(&page.type_email("anna@epasts.lv"));
    assert!(stored.iter().all(|copy| copy.unread.is_none() && copy.stores_personal()), "{stored:?}");
    page.handle(Event::Saved(page.replica.last_save, SaveResult::Saved));
    assert_eq!((page.replica.status().personal, page.replica.unread()), (PersonalStatus::Encrypted, None));
}

#[test]
fn ciphertext_that_can_be_read_again_is_merged() {
    let mut page = Page::start(Some(unread_copy()), Session::Nobody);
    assert!(page.handle(Event::Woke).contains(&Effect::Load));
    let mut read = LocalCopy { own_device: true, ..copy() };
    read.draft.contact.email = "anna@epasts.lv".into();
    page.handle(Event::LocalLoaded(Some(Box::new(read))));
    assert_eq!(page.screen.draft.contact.email, "anna@epasts.lv");
    assert_eq!((page.replica.status().personal, page.replica.conflict()), (PersonalStatus::Encrypted, None));
}

#[test]
fn form_is_shown_at_the_start_limit() {
    let mut page = Page::start(Some(copy()), Session::Awaited);
    assert_eq!(page.replica.phase, Phase::Starting);
    page.handle(Event::StartLimit);
    assert_eq!(page.replica.phase, Phase::Running);
    let effects = page.handle(Event::Session(Session::Person(None)));
    assert!(matches!(effects.as_slice(), [Effect::Send(_, Request::Handoff(_))]), "{effects:?}");
}
