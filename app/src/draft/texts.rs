//! Texts about the draft (melnraksts): its storage, and its changes in other tabs and on other devices.

use rules::field::Field;
use rules::language::Language;

use crate::apply::texts as apply_texts;

/// The words of one language.
pub struct DraftTexts {
    /// It is kept on this device.
    pub kept: &'static str,
    /// The browser refuses.
    pub not_kept: &'static str,
    /// It is kept on this device and in the account.
    pub kept_and_on_account: &'static str,
    /// The browser refuses, and the account keeps it.
    pub on_account_only: &'static str,
    /// It is kept on this device, and the account could not be reached.
    pub account_waits: &'static str,
    /// Neither is possible now.
    pub nowhere_yet: &'static str,
    /// Button.
    pub delete: &'static str,
    /// Heading after deleting.
    pub deleted: &'static str,
    /// Explanation for a person who is not signed in.
    pub deleted_text: &'static str,
    /// Explanation where the account's draft is deleted too.
    pub deleted_everywhere_text: &'static str,
    /// Heading and text while the account's draft is being deleted.
    pub deleting: (&'static str, &'static str),
    /// Heading and text where the account's draft could not be deleted.
    pub stays_on_account: (&'static str, &'static str),
    /// Button.
    pub begin_again: &'static str,
    /// Notice: fields were filled in elsewhere; takes their names.
    pub taken: fn(&str) -> String,
    /// Notice: the draft was begun elsewhere; takes when it was last changed.
    pub begun: fn(&str) -> String,
    /// Button that takes a notice away.
    pub understood: &'static str,
    /// Heading and text where the browser cannot decrypt the stored personal data.
    pub unread: (&'static str, &'static str),
    /// Heading: the draft ended elsewhere.
    pub ended: &'static str,
    /// Explanation below the heading.
    pub ended_text: &'static str,
    /// Link to the account.
    pub see_account: &'static str,
    /// Button: begin another draft for this programme.
    pub begin_another: &'static str,
    /// Heading: the draft is for another programme now.
    pub moved: &'static str,
    /// Explanation below the heading.
    pub moved_text: &'static str,
    /// Link to that programme.
    pub go_on_there: &'static str,
    /// Button: take the draft for the programme of this page; takes its title.
    pub apply_here: fn(&str) -> String,
    /// Heading: fields changed on both sides.
    pub conflict: &'static str,
    /// Instruction below the heading.
    pub conflict_text: &'static str,
    /// Before the value on the screen.
    pub here: &'static str,
    /// Before the other value.
    pub elsewhere: &'static str,
    /// Button.
    pub keep_this: &'static str,
    /// Button.
    pub take_other: &'static str,
    /// Error summary: a conflict prevents submission.
    pub conflict_first: &'static str,
    /// Section of the account: a draft that is not submitted.
    pub unfinished: &'static str,
    /// Description of the draft.
    pub unfinished_text: &'static str,
    /// Link to its form.
    pub go_on: &'static str,
}

/// A field's name in a list of fields.
pub fn field_name(language: Language, field: &Field) -> &'static str {
    let check = &apply_texts::of(language).check;
    match field {
        Field::Programme => check.programme,
        Field::Group => check.study,
        Field::Fact(fact) => apply_texts::fact_name(language, *fact),
        Field::Email => check.email,
        Field::Phone => check.phone,
        Field::Language => check.language,
        Field::Declaration | Field::Body | Field::Call | Field::Other(_) => "",
    }
}

/// The words in `language`.
pub const fn of(language: Language) -> &'static DraftTexts {
    match language {
        Language::Lv => &LV,
        Language::En => &EN,
    }
}

static LV: DraftTexts = DraftTexts {
    kept: "Melnrakstu glabājam šajā ierīcē 7\u{a0}dienas.",
    not_kept: "Šis pārlūks neļauj glabāt melnrakstu. Tas pazudīs, ja lapu pārlādēsi vai aizvērsi.",
    kept_and_on_account: "Melnrakstu glabājam šajā ierīcē 7\u{a0}dienas un tavā kontā 30\u{a0}dienas, tāpēc vari \
                          turpināt arī citā ierīcē.",
    on_account_only: "Šis pārlūks neļauj glabāt melnrakstu, bet tavā kontā to glabājam 30\u{a0}dienas.",
    account_waits: "Melnrakstu glabājam šajā ierīcē. Tavā kontā to saglabāsim, kad būs savienojums.",
    nowhere_yet: "Šis pārlūks neļauj glabāt melnrakstu, un savienojuma nav. Tas pazudīs, ja lapu pārlādēsi vai \
                  aizvērsi.",
    delete: "Dzēst tagad",
    deleted: "Melnraksts ir izdzēsts",
    deleted_text: "Šajā ierīcē no tā nekas nav palicis. Nekas nav nosūtīts.",
    deleted_everywhere_text: "No tā nekas nav palicis ne šajā ierīcē, ne tavā kontā. Nekas nav nosūtīts.",
    deleting: ("Dzēšam melnrakstu…", "Šajā ierīcē tas ir izdzēsts. Tavā kontā to vēl dzēšam."),
    stays_on_account: (
        "Melnraksts ir izdzēsts tikai šajā ierīcē",
        "Tavā kontā to izdzēst neizdevās. Tur to glabāsim, līdz to izdzēsīsi vai paies 30\u{a0}dienas. Kamēr esi \
         kontā, tas var atkal parādīties arī šeit. Nekas nav nosūtīts.",
    ),
    begin_again: "Izvēlēties programmu",
    taken: |fields| format!("Citā cilnē vai ierīcē melnrakstā ir mainīts: {fields}."),
    begun: |instant| format!("Šis melnraksts ir no tava konta. Pēdējoreiz tas mainīts {instant}."),
    understood: "Skaidrs",
    unread: (
        "Saglabāto dzimšanas datumu un saziņas datus pašlaik neizdodas nolasīt",
        "Tie joprojām glabājas šajā ierīcē. Mēģini vēlreiz vai ievadi tos no jauna: ievadītie aizstās saglabātos.",
    ),
    ended: "Šī melnraksta vairs nav",
    ended_text: "Tas ir nosūtīts vai izdzēsts citā cilnē vai ierīcē. Ja pieteikumu nosūtīji, tas ir tavā kontā.",
    see_account: "Uz manu kontu",
    begin_another: "Sākt jaunu pieteikumu",
    moved: "Melnraksts tagad ir citai programmai",
    moved_text: "To izvēlējies citā cilnē vai ierīcē. Melnraksts ir viens: atbildes un saziņas dati paliek arī \
                 tad, ja maini programmu.",
    go_on_there: "Skatīt to programmu",
    apply_here: |title| format!("Pieteikties programmai „{title}“"),
    conflict: "Vienu un to pašu mainīji divās vietās",
    conflict_text: "Šo melnrakstu mainīji arī citā cilnē vai ierīcē. Izvēlies, kuru atbildi saglabāt.",
    here: "Šeit",
    elsewhere: "Citur",
    keep_this: "Paturēt šo",
    take_other: "Izmantot šo",
    conflict_first: "Vispirms izvēlies, kuras izmaiņas saglabāt.",
    unfinished: "Nepabeigts pieteikums",
    unfinished_text: "Melnraksts vēl nav nosūtīts.",
    go_on: "Turpināt pieteikumu",
};

static EN: DraftTexts = DraftTexts {
    kept: "Your draft is saved on this device for 7\u{a0}days.",
    not_kept: "This browser does not let us save your draft. You will lose it if you reload or close the page.",
    kept_and_on_account: "Your draft is saved on this device for 7\u{a0}days and in your account for 30\u{a0}days. \
                          You can continue it on another device.",
    on_account_only: "This browser does not let us save your draft, but it is saved in your account for 30\u{a0}days.",
    account_waits: "Your draft is saved on this device. We will save it to your account when you are back online.",
    nowhere_yet: "This browser does not let us save your draft and you are not connected. You will lose it if you \
                  reload or close the page.",
    delete: "Delete now",
    deleted: "Draft deleted",
    deleted_text: "The draft is deleted from this device. Nothing was sent.",
    deleted_everywhere_text: "The draft is deleted from this device and from your account. Nothing was sent.",
    deleting: (
        "Deleting the draft…",
        "The draft is deleted from this device. We are now deleting it from your account.",
    ),
    stays_on_account: (
        "Draft deleted from this device only",
        "We could not delete it from your account. It stays there until you delete it or for 30\u{a0}days. It \
         may appear here again while you are signed in. Nothing was sent.",
    ),
    begin_again: "Choose a programme",
    taken: |fields| format!("Changed in another tab or on another device: {fields}."),
    begun: |instant| format!("This draft is from your account. It was last changed on {instant}."),
    understood: "OK",
    unread: (
        "We cannot read your saved date of birth and contact details",
        "They are still saved on this device. Try again, or enter them again to replace the saved ones.",
    ),
    ended: "This draft no longer exists",
    ended_text: "You sent or deleted it in another tab or on another device. If you sent it, the application is in \
                 your account.",
    see_account: "Go to my account",
    begin_another: "Start a new application",
    moved: "Your draft is now for another programme",
    moved_text: "You changed the programme in another tab or on another device. You have one draft. Your answers \
                 and contact details stay when you change the programme.",
    go_on_there: "View that programme",
    apply_here: |title| format!("Apply for “{title}”"),
    conflict: "You changed the same answer in two places",
    conflict_text: "You also changed this draft in another tab or on another device. Choose which answer to keep.",
    here: "Here",
    elsewhere: "Other tab or device",
    keep_this: "Keep this",
    take_other: "Use this",
    conflict_first: "First choose which changes to keep.",
    unfinished: "Unfinished application",
    unfinished_text: "You have not sent this application yet.",
    go_on: "Continue the application",
};
