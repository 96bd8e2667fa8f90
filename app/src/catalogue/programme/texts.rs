//! Texts of the programme page.

use rules::language::Language;
use rules::reading::{GrantAmount, UsableUntil};

/// Texts in one language.
pub struct ProgrammeTexts {
    /// Title of the page until the programme is loaded.
    pub heading: &'static str,
    /// Link back to the catalogue.
    pub all_programmes: &'static str,
    /// Accessible name of the box with price, dates and the apply button.
    pub offer: &'static str,
    /// Words after the amount that the person pays.
    pub to_pay: &'static str,
    /// Words after the price of a programme that the grant cannot pay for.
    pub costs: &'static str,
    /// The grant covers the price: takes the price and the most that the grant pays.
    pub covered: fn(&str, &str) -> String,
    /// The grant does not cover the price: takes the price and the grant.
    pub not_covered: fn(&str, &str) -> String,
    /// No study group ends in time (reading R4); takes the last usable day.
    pub no_funding: fn(UsableUntil, &str) -> String,
    /// Heading of the other study groups in the box.
    pub other_groups: &'static str,
    /// Apply button.
    pub apply: &'static str,
    /// Apply button if no seat is free.
    pub join_waiting_list: &'static str,
    /// Suffix of the apply button for screen readers; takes the group's dates.
    pub apply_for: fn(&str) -> String,
    /// While applications are open; takes the last day.
    pub last_day: fn(&str) -> String,
    /// Notice before applications open; takes the opening day and the last day.
    pub not_yet: fn(&str, &str) -> String,
    /// Notice after applications have closed; takes the last day.
    pub closed_on: fn(&str) -> String,
    /// Notice after applications have closed, without the day.
    pub closed: &'static str,
    /// Button that copies the page's address.
    pub copy_link: &'static str,
    /// Announcement that the address was copied.
    pub link_copied: &'static str,
    /// Button that prints the page.
    pub print: &'static str,
    /// Heading of the learning outcomes.
    pub outcomes: &'static str,
    /// Beginning of the sentence that each outcome completes.
    pub you_will: &'static str,
    /// Certificate that the learner receives (N10).
    pub certificate: &'static str,
    /// Heading of the required prior knowledge.
    pub prior_knowledge: &'static str,
    /// Accessible name of the bar of levels; takes the programme's level and the first and last level of the call.
    pub meter: fn(&str, u8, u8) -> String,
    /// Explanation of DigComp; takes the first and last level of the call.
    pub digcomp: fn(u8, u8) -> String,
    /// Heading of the timetable.
    pub lessons: &'static str,
    /// Column with days and times.
    pub when: &'static str,
    /// Column with the place of the lessons.
    pub at: &'static str,
    /// Place of remote lessons.
    pub online: &'static str,
    /// Heading of the address.
    pub venue: &'static str,
    /// Heading of the programme's details.
    pub about: &'static str,
    /// Name of the row with the programme type.
    pub kind: &'static str,
    /// Name of the row with the hours.
    pub hours: &'static str,
    /// Name of the row with the level.
    pub level: &'static str,
    /// Name of the row with the study mode.
    pub mode: &'static str,
    /// Name of the row with the town.
    pub place: &'static str,
    /// Name of the row with the language of instruction.
    pub language: &'static str,
    /// Name of the row with the topic.
    pub topic: &'static str,
    /// Heading of the provider section.
    pub provider: &'static str,
    /// Name of the row with the name of the provider.
    pub provider_name: &'static str,
    /// Name of the row with the e-mail address.
    pub email: &'static str,
    /// Name of the row with the telephone number.
    pub phone: &'static str,
    /// Name of the row with the website.
    pub website: &'static str,
    /// Link to all programmes of the provider.
    pub all_of_provider: &'static str,
    /// Heading of the funding section.
    pub funding: &'static str,
    /// Name of the row with the price.
    pub price: &'static str,
    /// Name of the row with the grant.
    pub grant: &'static str,
    /// Name of the row with the co-payment.
    pub you_pay: &'static str,
    /// How the price is divided (reading R5); takes the grant.
    pub share: fn(GrantAmount, &str) -> String,
    /// Text for a group that the grant can still pay for (reading R4); takes the last usable day.
    pub in_time: fn(UsableUntil, &str) -> String,
    /// Text for a group that the grant cannot pay for; takes the last usable day.
    pub too_late: fn(UsableUntil, &str) -> String,
    /// Link to the questionnaire.
    pub check: &'static str,
    /// Heading of the similar programmes.
    pub similar: &'static str,
    /// Why a programme is similar: it is easier; takes its level and hours.
    pub easier: fn(&str, &str) -> String,
    /// It is the next step; takes its level and hours.
    pub next_step: fn(&str, &str) -> String,
    /// It is shorter; takes its hours.
    pub shorter: fn(&str) -> String,
    /// It costs the person less; takes the amount.
    pub cheaper: fn(&str) -> String,
    /// It is of the same level; takes its mode and hours.
    pub same_level: fn(&str, &str) -> String,
    /// Notice for an unknown programme: heading and text.
    pub missing: (&'static str, &'static str),
    /// Heading of the topics on the page of an unknown programme.
    pub by_topic: &'static str,
}

/// Returns the texts in a language.
pub const fn of(language: Language) -> &'static ProgrammeTexts {
    match language {
        Language::Lv => &LV,
        Language::En => &EN,
    }
}

static LV: ProgrammeTexts = ProgrammeTexts {
    heading: "Programma",
    all_programmes: "Visas programmas",
    offer: "Maksa, datumi un pieteikšanās",
    to_pay: "tev jāmaksā",
    costs: "maksā mācības",
    covered: |price, grant| format!("Mācības maksā {price}; visu maksu sedz finansējums (līdz {grant})."),
    not_covered: |price, grant| format!("Mācības maksā {price}; finansējums sedz {grant}."),
    no_funding: |must, day| {
        let what = match must {
            UsableUntil::TrainingEnds => "visas grupas beidzas par vēlu",
            UsableUntil::TrainingStarts => "visas grupas sākas par vēlu",
            UsableUntil::TrainingPaid => "par visām grupām jāmaksā par vēlu",
        };
        format!("Finansējumu šai programmai izmantot nevar: {what}. Tas jāizmanto līdz {day}.")
    },
    other_groups: "Citas grupas",
    apply: "Pieteikties",
    join_waiting_list: "Pieteikties rezerves sarakstā",
    apply_for: |dates| format!("grupai {dates}"),
    last_day: |day| format!("Piesakies līdz {day}."),
    not_yet: |first, last| format!("Pieteikties varēs no {first} līdz {last}. Pieteikumu vari sagatavot jau tagad."),
    closed_on: |day| format!("Pieteikšanās ir beigusies. Pēdējā diena bija {day}."),
    closed: "Pieteikšanās ir beigusies.",
    copy_link: "Kopēt saiti",
    link_copied: "Saite ir nokopēta.",
    print: "Izdrukāt",
    outcomes: "Ko iemācīsies",
    you_will: "Pēc mācībām tu pratīsi:",
    certificate: "Pabeidzot mācības, saņemsi apliecību (paziņojuma 10.\u{a0}teikums).",
    prior_knowledge: "Priekšzināšanas",
    meter: |level, from, to| {
        format!(
            "Astoņi līmeņi; šai programmai ir {level}, finansējums ir programmām no {from}. līdz {to}.\u{a0}līmenim"
        )
    },
    digcomp: |from, to| {
        format!(
            "DigComp ir Eiropas digitālo prasmju mērs ar astoņiem līmeņiem. Finansējums ir programmām no {from}. līdz \
             {to}.\u{a0}līmenim."
        )
    },
    lessons: "Nodarbības",
    when: "Kad",
    at: "Kur",
    online: "Tiešsaistē",
    venue: "Adrese",
    about: "Par programmu",
    kind: "Veids",
    hours: "Apjoms",
    level: "Līmenis",
    mode: "Mācību forma",
    place: "Vieta",
    language: "Valoda",
    topic: "Temats",
    provider: "Izglītības iestāde",
    provider_name: "Nosaukums",
    email: "E\u{2011}pasts",
    phone: "Tālrunis",
    website: "Mājaslapa",
    all_of_provider: "Visas šīs iestādes programmas",
    funding: "Kas maksā par mācībām",
    price: "Mācību maksa",
    grant: "Sedz finansējums",
    you_pay: "Maksā tu",
    share: |amount, grant| match amount {
        GrantAmount::Ceiling => {
            format!(
                "Finansējums sedz ne vairāk kā {grant}; ja mācības maksā vairāk, starpību maksā tu. (Tā mēs saprotam \
                 paziņojumu.)"
            )
        }
        GrantAmount::Fixed => {
            format!("Finansējums ir tieši {grant}, lai cik mācības maksātu. (Tā mēs saprotam paziņojumu.)")
        }
    },
    in_time: |must, day| {
        let what = match must {
            UsableUntil::TrainingEnds => "Beidzas laikā",
            UsableUntil::TrainingStarts => "Sākas laikā",
            UsableUntil::TrainingPaid => "Samaksa iekļaujas termiņā",
        };
        format!("{what}: finansējums jāizmanto līdz {day}.")
    },
    too_late: |must, day| {
        let what = match must {
            UsableUntil::TrainingEnds => "Beidzas par vēlu",
            UsableUntil::TrainingStarts => "Sākas par vēlu",
            UsableUntil::TrainingPaid => "Samaksa neiekļaujas termiņā",
        };
        format!("{what}: finansējums jāizmanto līdz {day}.")
    },
    check: "Pārbaudīt, vai varu pieteikties",
    similar: "Līdzīgas programmas",
    easier: |level, hours| format!("Vieglāka: {level}, {hours}"),
    next_step: |level, hours| format!("Nākamais solis: {level}, {hours}"),
    shorter: |hours| format!("Īsāka: {hours}"),
    cheaper: |amount| format!("Lētāka: tu maksā {amount}"),
    same_level: |mode, hours| format!("Tas pats līmenis: {mode}, {hours}"),
    missing: (
        "Šīs programmas vairs nav",
        "Varbūt izglītības iestāde to vairs nepiedāvā vai saite nav pilna. Apskati citas programmas.",
    ),
    by_topic: "Programmas pēc temata",
};

static EN: ProgrammeTexts = ProgrammeTexts {
    heading: "Programme",
    all_programmes: "All programmes",
    offer: "Price, dates and application",
    to_pay: "to pay",
    costs: "price",
    covered: |price, grant| format!("The price is {price}. The funding (up to {grant}) covers all of it."),
    not_covered: |price, grant| format!("The price is {price}. The funding covers {grant}."),
    no_funding: |must, day| {
        let what = match must {
            UsableUntil::TrainingEnds => "all groups end too late",
            UsableUntil::TrainingStarts => "all groups start too late",
            UsableUntil::TrainingPaid => "the payment of all groups is due too late",
        };
        format!("You cannot use the funding for this programme: {what}. Funding must be used by {day}.")
    },
    other_groups: "Other groups",
    apply: "Apply",
    join_waiting_list: "Join the waiting list",
    apply_for: |dates| format!("for the group {dates}"),
    last_day: |day| format!("Apply by {day}."),
    not_yet: |first, last| format!("You can apply from {first} to {last}. You can prepare your application now."),
    closed_on: |day| format!("Applications have closed. The last day was {day}."),
    closed: "Applications have closed.",
    copy_link: "Copy link",
    link_copied: "Link copied.",
    print: "Print",
    outcomes: "What you will learn",
    you_will: "You will learn to:",
    certificate: "You get a certificate when you finish (sentence\u{a0}10 of the announcement).",
    prior_knowledge: "What you need to know before you start",
    meter: |level, from, to| {
        format!("Eight levels; this programme is at {level}, funding is for programmes at levels {from} to {to}")
    },
    digcomp: |from, to| {
        format!(
            "DigComp is the European measure of digital skills, with eight levels. Funding is for programmes at \
             levels\u{a0}{from} to {to}."
        )
    },
    lessons: "Lessons",
    when: "When",
    at: "Where",
    online: "Online",
    venue: "Address",
    about: "About the programme",
    kind: "Type",
    hours: "Length",
    level: "Level",
    mode: "Study mode",
    place: "Place",
    language: "Language",
    topic: "Topic",
    provider: "Training provider",
    provider_name: "Name",
    email: "Email",
    phone: "Phone",
    website: "Website",
    all_of_provider: "All programmes of this provider",
    funding: "Who pays",
    price: "Programme price",
    grant: "Funding covers",
    you_pay: "You pay",
    share: |amount, grant| match amount {
        GrantAmount::Ceiling => {
            format!(
                "The funding covers up to {grant}. If the programme costs more, you pay the difference. (This is how \
                 we read the announcement.)"
            )
        }
        GrantAmount::Fixed => {
            format!("The funding is exactly {grant}, whatever the price. (This is how we read the announcement.)")
        }
    },
    in_time: |must, day| {
        let what = match must {
            UsableUntil::TrainingEnds => "Ends in time",
            UsableUntil::TrainingStarts => "Starts in time",
            UsableUntil::TrainingPaid => "Payment is due in time",
        };
        format!("{what}: funding must be used by {day}.")
    },
    too_late: |must, day| {
        let what = match must {
            UsableUntil::TrainingEnds => "Ends too late",
            UsableUntil::TrainingStarts => "Starts too late",
            UsableUntil::TrainingPaid => "Payment is due too late",
        };
        format!("{what}: funding must be used by {day}.")
    },
    check: "Check if I can apply",
    similar: "Similar programmes",
    easier: |level, hours| format!("Easier: {level}, {hours}"),
    next_step: |level, hours| format!("Next step: {level}, {hours}"),
    shorter: |hours| format!("Shorter: {hours}"),
    cheaper: |amount| format!("Cheaper: you pay {amount}"),
    same_level: |mode, hours| format!("Same level: {mode}, {hours}"),
    missing: (
        "This programme is no longer available",
        "The training provider may no longer offer it, or the link may be incomplete. View other programmes.",
    ),
    by_topic: "Programmes by topic",
};
