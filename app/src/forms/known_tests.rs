//! Two tabs of one device, and two devices of one person, change one draft: nothing typed is lost, and nothing is
//! overwritten without the person's decision.

use proptest::prelude::*;
use proptest::test_runner::RngSeed;
use rules::application::ApplicationDraft;
use rules::facts::{Answer, FactId};
use rules::field::Field;
use rules::language::Language;

use crate::forms::known::{Contest, Known, blank};
use crate::forms::merge::{fields, is_same};
use crate::offline::draft::{Agreed, KeptDraft};

const KEY: &str = "0123456789abcdef0123456789abcdef";

fn nothing() -> ApplicationDraft {
    blank("2025-06", Language::Lv)
}

fn begun() -> ApplicationDraft {
    ApplicationDraft { programme: "p-001".into(), group: "p-001-1".into(), ..nothing() }
}

/// Tab on the person's own device: other tabs can read the whole stored draft.
struct Tab {
    known: Known,
    here: ApplicationDraft,
}

impl Tab {
    /// Creates a tab that has restored the stored draft, as after a page load.
    fn load(kept: &KeptDraft) -> Self {
        let known = Known {
            agreed: kept.agreed.clone(),
            contest: kept.contested.clone().map(|contested| Contest::of(&kept.draft, contested)),
            held: Some(kept.clone()),
        };
        Self { known, here: kept.draft.clone() }
    }

    fn email(&mut self, text: &str) {
        self.here.contact.email = text.into();
    }

    /// Stores the draft if it has changed; returns whether it has.
    fn keep(&mut self, kept: &mut KeptDraft) -> bool {
        self.known.decide_by_typing(&self.here);
        let new = self.known.to_keep(&self.here, KEY.into(), true);
        let changed = self.known.held.as_ref() != Some(&new);
        if changed {
            *kept = new.clone();
            self.known.held = Some(new);
        }
        changed
    }

    fn hear(&mut self, kept: &KeptDraft) -> Vec<Field> {
        let change = self.known.hear_of_kept(&self.here, kept.clone(), &nothing());
        self.here = change.draft;
        change.taken
    }

    fn decide_email(&mut self, for_other: bool) {
        if for_other {
            self.here.contact.email = self.other_email().unwrap();
        }
        self.known.decide(&Field::Email);
    }

    fn other_email(&self) -> Option<String> {
        let contest = self.known.contest.as_ref().filter(|contest| contest.fields.contains(&Field::Email))?;
        Some(contest.beside(&self.here).contact.email)
    }
}

fn kept(draft: ApplicationDraft) -> KeptDraft {
    KeptDraft { key: KEY.into(), draft, own_device: true, agreed: None, contested: None }
}

/// Two tabs in conflict: the second has changed the address before it received the first tab's change.
fn two_tabs_that_disagree() -> (KeptDraft, Tab, Tab) {
    let mut kept = kept(begun());
    let (mut first, mut second) = (Tab::load(&kept), Tab::load(&kept));
    first.email("first@epasts.lv");
    first.keep(&mut kept);
    second.email("second@epasts.lv");
    second.hear(&kept);
    second.keep(&mut kept);
    first.hear(&kept);
    (kept, first, second)
}

#[test]
fn what_one_tab_keeps_the_other_shows() {
    let mut kept = kept(begun());
    let (mut first, mut second) = (Tab::load(&kept), Tab::load(&kept));
    first.email("anna@epasts.lv");
    assert!(first.keep(&mut kept));
    assert_eq!(second.hear(&kept), [Field::Email]);
    assert_eq!(second.here.contact.email, "anna@epasts.lv");
    assert!(!second.keep(&mut kept), "there is nothing new to keep");
}

#[test]
fn tab_that_slept_keeps_its_own_changes_beside_the_others() {
    let mut kept = kept(begun());
    let (mut first, mut second) = (Tab::load(&kept), Tab::load(&kept));
    first.email("anna@epasts.lv");
    first.keep(&mut kept);
    second.here.contact.phone = "26123456".into();
    second.hear(&kept);
    second.keep(&mut kept);
    first.hear(&kept);
    for draft in [&first.here, &second.here, &kept.draft] {
        assert_eq!((draft.contact.email.as_str(), draft.contact.phone.as_str()), ("anna@epasts.lv", "26123456"));
    }
}

#[test]
fn both_tabs_show_both_values_and_neither_goes_on_writing() {
    let (mut kept, mut first, mut second) = two_tabs_that_disagree();
    assert_eq!(
        (first.here.contact.email.as_str(), first.other_email().as_deref()),
        ("first@epasts.lv", Some("second@epasts.lv"))
    );
    assert_eq!(
        (second.here.contact.email.as_str(), second.other_email().as_deref()),
        ("second@epasts.lv", Some("first@epasts.lv"))
    );
    assert!(!first.keep(&mut kept) && !second.keep(&mut kept));
}

#[test]
fn either_tab_may_decide_for_either_value_and_the_other_follows() {
    for (in_first, for_other) in [(true, true), (true, false), (false, true), (false, false)] {
        let (mut kept, mut first, mut second) = two_tabs_that_disagree();
        let (decides, follows) = if in_first { (&mut first, &mut second) } else { (&mut second, &mut first) };
        decides.decide_email(for_other);
        let chosen = decides.here.contact.email.clone();
        decides.keep(&mut kept);
        follows.hear(&kept);
        assert_eq!((follows.here.contact.email.as_str(), follows.other_email()), (chosen.as_str(), None));
        assert_eq!((kept.draft.contact.email.as_str(), &kept.contested), (chosen.as_str(), &None));
        assert!(!follows.keep(&mut kept));
    }
}

#[test]
fn page_reload_keeps_both_values_of_a_conflict() {
    let (kept, ..) = two_tabs_that_disagree();
    let tab = Tab::load(&kept);
    assert_eq!(
        (tab.here.contact.email.as_str(), tab.other_email().as_deref()),
        ("first@epasts.lv", Some("second@epasts.lv"))
    );
}

#[test]
fn third_value_typed_decides_and_half_way_to_nothing_else() {
    let (mut kept, mut first, mut second) = two_tabs_that_disagree();
    first.email("third@epasts.lv");
    first.keep(&mut kept);
    second.hear(&kept);
    assert_eq!((second.here.contact.email.as_str(), second.other_email()), ("third@epasts.lv", None));
}

#[test]
fn equal_values_end_the_conflict() {
    let (mut kept, mut first, mut second) = two_tabs_that_disagree();
    first.email("second@epasts.lv");
    first.known.decide(&Field::Email);
    first.keep(&mut kept);
    second.hear(&kept);
    assert_eq!(second.known.contest, None);
}

#[test]
fn personal_data_that_is_not_stored_stays_on_the_screen() {
    let mut tab = Tab::load(&KeptDraft { own_device: false, ..kept(begun()) });
    tab.email("anna@epasts.lv");
    let there = KeptDraft { own_device: false, ..kept(ApplicationDraft { group: "p-001-2".into(), ..begun() }) };
    assert_eq!(tab.hear(&there), [Field::Group]);
    assert_eq!(tab.here.contact.email, "anna@epasts.lv");
}

#[test]
fn tabs_with_different_contact_data_do_not_update_endlessly() {
    let stored = |kept: &KeptDraft| {
        // A device that is not the person's own returns the draft without contact data.
        let without = |draft: &ApplicationDraft| ApplicationDraft { contact: nothing().contact, ..draft.clone() };
        let contested = kept
            .contested
            .clone()
            .map(|contested| crate::offline::draft::Contested { other: without(&contested.other), ..contested });
        KeptDraft { draft: without(&kept.draft), contested, own_device: false, ..kept.clone() }
    };
    let write = |tab: &mut Tab, kept: &mut KeptDraft| {
        let new = KeptDraft { own_device: false, ..tab.known.to_keep(&tab.here, KEY.into(), false) };
        let changed = tab.known.held.as_ref() != Some(&new);
        if changed {
            tab.known.held = Some(new.clone());
            *kept = stored(&new);
        }
        changed
    };
    let mut kept = stored(&kept(begun()));
    let (mut first, mut second) = (Tab::load(&kept), Tab::load(&kept));
    first.email("first@epasts.lv");
    first.here.group = "p-001-2".into();
    write(&mut first, &mut kept);
    second.email("second@epasts.lv");
    second.here.group = "p-001-3".into();
    second.hear(&kept);
    assert!(write(&mut second, &mut kept));
    first.hear(&kept);
    assert!(!write(&mut first, &mut kept));
    assert_eq!(
        (first.here.contact.email.as_str(), second.here.contact.email.as_str()),
        ("first@epasts.lv", "second@epasts.lv")
    );
    assert!(first.known.contest.is_some() && second.known.contest.is_some());
}

/// Account's draft with its revision.
#[derive(Clone, Debug)]
struct Account {
    revision: u32,
    draft: ApplicationDraft,
}

fn sync(tab: &mut Tab, account: &mut Account) -> Vec<Field> {
    let mut taken = Vec::new();
    if tab.known.agreed.as_ref().map(|agreed| agreed.revision) != Some(account.revision) {
        let change = tab.known.hear_of_account(&tab.here, account.revision, &account.draft, &nothing());
        (tab.here, taken) = (change.draft, change.taken);
    }
    tab.known.decide_by_typing(&tab.here);
    let draft = tab.known.settled(&tab.here);
    if draft != account.draft {
        *account = Account { revision: account.revision + 1, draft: draft.clone() };
        tab.known.agreed = Some(Agreed { revision: account.revision, draft, whole: true });
    }
    taken
}

#[test]
fn another_device_goes_on_where_the_first_was() {
    let mut account = Account { revision: 1, draft: begun() };
    let mut desktop = Tab { known: Known::default(), here: nothing() };
    let taken = sync(&mut desktop, &mut account);
    assert_eq!((desktop.here, taken.as_slice()), (begun(), [Field::Programme, Field::Group].as_slice()));
    assert_eq!(account.revision, 1, "there was nothing to tell");
}

#[test]
fn device_that_was_offline_loses_nothing_and_overwrites_nothing() {
    let mut account = Account { revision: 1, draft: begun() };
    let (mut phone, mut desktop) = (Tab::load(&kept(nothing())), Tab::load(&kept(nothing())));
    sync(&mut phone, &mut account);
    sync(&mut desktop, &mut account);
    phone.email("phone@epasts.lv");
    phone.here.contact.phone = "26123456".into();
    sync(&mut phone, &mut account);
    desktop.email("desktop@epasts.lv");
    desktop.here.group = "p-001-2".into();
    sync(&mut desktop, &mut account);
    assert_eq!(account.draft.contact.email, "phone@epasts.lv", "until the person decides");
    assert_eq!((account.draft.group.as_str(), account.draft.contact.phone.as_str()), ("p-001-2", "26123456"));
    assert_eq!(desktop.here.contact.email, "desktop@epasts.lv");
    assert_eq!(desktop.other_email().as_deref(), Some("phone@epasts.lv"));
    desktop.decide_email(false);
    sync(&mut desktop, &mut account);
    sync(&mut phone, &mut account);
    assert_eq!(phone.here.contact.email, "desktop@epasts.lv");
}

#[test]
fn contact_data_missing_on_this_device_is_restored_on_sync() {
    let whole = ApplicationDraft {
        contact: rules::contact::Contact { email: "anna@epasts.lv".into(), phone: String::new() },
        ..begun()
    };
    let account = Account { revision: 4, draft: whole.clone() };
    // As after a reload on a device that is not the person's own.
    let agreed = Some(Agreed { revision: 4, draft: begun(), whole: false });
    let mut tab = Tab { known: Known { agreed, ..Known::default() }, here: begun() };
    let change = tab.known.hear_of_account(&tab.here, account.revision, &account.draft, &nothing());
    assert_eq!((change.draft, change.taken), (whole, vec![Field::Email]));
    assert_eq!(tab.known.contest, None);
}

#[test]
fn draft_that_ended_elsewhere_ends_here_only_if_it_is_the_same() {
    let agreed = || Some(Agreed { revision: 2, draft: begun(), whole: true });
    let mut known = Known { agreed: agreed(), ..Known::default() };
    assert!(known.hear_of_end(&begun(), 3, &nothing()));
    assert_eq!(known.agreed.as_ref().map(|agreed| agreed.revision), Some(3));
    let changed = ApplicationDraft { group: "p-001-2".into(), ..begun() };
    assert!(!Known { agreed: agreed(), ..Known::default() }.hear_of_end(&changed, 3, &nothing()));
    assert!(!Known::default().hear_of_end(&begun(), 3, &nothing()), "begun after the other had ended");
    assert!(!known.hear_of_end(&begun(), 3, &nothing()), "the end is known already");
}

/// Something a person does on one of two devices.
#[derive(Clone, Copy, Debug)]
enum Act {
    Type { device: usize, field: usize, value: u8 },
    Sync { device: usize },
    Decide { device: usize, for_other: bool },
}

fn act() -> impl Strategy<Value = Act> {
    let device = 0..2_usize;
    prop_oneof![
        4 => (device.clone(), 0..5_usize, 0..4_u8)
            .prop_map(|(device, field, value)| Act::Type { device, field, value }),
        3 => device.clone().prop_map(|device| Act::Sync { device }),
        1 => (device, any::<bool>()).prop_map(|(device, for_other)| Act::Decide { device, for_other }),
    ]
}

fn type_into(draft: &mut ApplicationDraft, field: usize, value: u8) {
    match field {
        0 => draft.contact.email = format!("{value}@epasts.lv"),
        1 => draft.contact.phone = format!("2612345{value}"),
        2 => draft.facts.still_learning = [Answer::Unknown, Answer::No, Answer::Yes, Answer::No][usize::from(value)],
        3 => draft.group = format!("{}-{value}", draft.programme),
        _ => {
            draft.programme = format!("p-00{value}");
            draft.group = String::new();
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig {
        rng_seed: RngSeed::Fixed(20_250_609),
        failure_persistence: None,
        ..ProptestConfig::with_cases(512)
    })]
    #[test]
    fn nothing_is_lost_or_overwritten_whatever_two_devices_do(acts in prop::collection::vec(act(), 1..40)) {
        let mut account = Account { revision: 1, draft: begun() };
        let mut devices = [(); 2].map(|()| Tab { known: Known::default(), here: nothing() });
        for device in &mut devices {
            sync(device, &mut account);
        }
        for act in acts {
            match act {
                Act::Type { device, field, value } => type_into(&mut devices[device].here, field, value),
                Act::Decide { device, for_other } => decide_first(&mut devices[device], for_other),
                Act::Sync { device } => sync_loses_nothing(&mut devices[device], &mut account)?,
            }
        }
    }
}

fn decide_first(tab: &mut Tab, for_other: bool) {
    let Some(contest) = tab.known.contest.clone() else { return };
    if for_other {
        let other = contest.beside(&tab.here);
        super::merge::take(&contest.fields[0], &other, &mut tab.here);
    }
    tab.known.decide(&contest.fields[0]);
}

/// Asserts that a sync keeps every value of the account and of the screen, in the account or in a conflict.
fn sync_loses_nothing(tab: &mut Tab, account: &mut Account) -> Result<(), TestCaseError> {
    let (there, here) = (account.draft.clone(), tab.here.clone());
    let mut agreed = tab.known.agreed.clone().unwrap().draft;
    if agreed.programme != here.programme {
        // Of another programme's study groups both knew nothing.
        agreed.group = String::new();
    }
    let contested_before = tab.known.contest.as_ref().map(|contest| contest.fields.clone()).unwrap_or_default();
    sync(tab, account);
    let beside = tab.known.contest.as_ref().map(|contest| (contest.fields.clone(), contest.beside(&tab.here)));
    let is_shown = |field: &Field, value: &ApplicationDraft| {
        is_same(field, value, &tab.here)
            || beside.as_ref().is_some_and(|(fields, beside)| fields.contains(field) && is_same(field, value, beside))
    };
    for field in fields().filter(|field| !contested_before.contains(field)) {
        // A study group goes with its programme.
        let along = field == Field::Group
            && (there.programme != here.programme || contested_before.contains(&Field::Programme));
        let (changed_here, changed_there) = (!is_same(&field, &agreed, &here), !is_same(&field, &agreed, &there));
        if changed_there && !along {
            prop_assert!(is_shown(&field, &there), "{field:?} of the account is gone");
        }
        if changed_here && !along {
            prop_assert!(is_shown(&field, &here), "{field:?} that was typed is gone");
        }
        if changed_there && !along {
            prop_assert!(is_same(&field, &there, &account.draft), "{field:?} of the account was overwritten");
        }
    }
    Ok(())
}

#[test]
fn every_field_a_person_fills_in_is_brought_together() {
    let all: Vec<Field> = fields().collect();
    let facts = FactId::ALL.into_iter().map(Field::Fact);
    let expected: Vec<Field> = [Field::Programme, Field::Group, Field::Email, Field::Phone, Field::Language]
        .into_iter()
        .chain(facts)
        .collect();
    assert!(expected.iter().all(|field| all.contains(field)) && all.len() == expected.len());
}
