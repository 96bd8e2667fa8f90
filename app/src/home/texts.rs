//! Sentences of the first page.

use rules::language::Language;
use ui::text::plural::days;

/// Sentences of one language.
pub struct HomeTexts {
    /// Heading; takes the grant in whole euros.
    pub heading: fn(u32) -> String,
    /// Applications open later; takes the first day.
    pub not_yet: fn(&str) -> String,
    /// Applications are open; takes the last day (in the genitive) and the number of days left after today.
    pub open: fn(&str, u32) -> String,
    /// Applications close today; takes the time, unless it is midnight.
    pub last_day: fn(Option<&str>) -> String,
    /// Applications are closed; takes the last day.
    pub closed: fn(&str) -> String,
    /// Way forward while applications are closed.
    pub closed_text: &'static str,
    /// Offer and audience; takes the minimum age.
    pub intro: fn(u8) -> String,
    /// The main button.
    pub check: &'static str,
    /// Link to the catalogue.
    pub programmes: &'static str,
    /// Link to the account.
    pub account: &'static str,
    /// Box of the draft on this device: heading, text and button.
    pub draft: (&'static str, &'static str, &'static str),
    /// Name of the list of facts, for screen readers.
    pub facts: &'static str,
    /// Programmes without a co-payment; takes their number, the number of all, and the grant.
    pub free: fn(u32, u32, &str) -> Fact,
    /// The same while the numbers are unknown; takes the grant.
    pub funding: fn(&str) -> Fact,
    /// Last day of the window: text, and text after it.
    pub until: (&'static str, &'static str),
    /// Text of the last day on which the grant is usable; takes the year.
    pub usable: fn(i32) -> String,
    /// Time and means of sign-in that a person needs.
    pub needs: (&'static str, &'static str),
}

/// A fact of the offer: figure and text.
pub type Fact = (String, String);

/// Sentences in `language`.
pub const fn of(language: Language) -> &'static HomeTexts {
    match language {
        Language::Lv => &LV,
        Language::En => &EN,
    }
}

static LV: HomeTexts = HomeTexts {
    heading: |euros| format!("{euros}\u{a0}eiro digitālo prasmju apguvei"),
    not_yet: |day| format!("Pieteikšanās sāksies {day}."),
    open: |last_day, left| {
        let left = days(Language::Lv, left);
        format!("Pieteikšanās ir atvērta līdz {last_day} beigām pēc Latvijas laika. Vēl {left}.")
    },
    last_day: |time| {
        let time = time.unwrap_or("pusnaktij");
        format!("Šodien ir pēdējā diena: pieteikties vari līdz {time} pēc Latvijas laika.")
    },
    closed: |day| format!("Pieteikšanās ir beigusies. Pēdējā diena bija {day}."),
    closed_text: "Ja būs jauna pieteikšanās, par to uzzināsi šeit. Ja jau pieteicies, pieteikuma gaitu vari redzēt \
                  savā kontā.",
    intro: |age| {
        format!(
            "Tev ir vismaz {age}\u{a0}gadu? Izvēlies kādu no teju 100\u{a0}programmām, mācies attālināti vai klātienē \
             un pabeidzot saņem apliecību. Nav svarīgi, vai un kur tu strādā."
        )
    },
    check: "Pārbaudīt, vai varu pieteikties",
    programmes: "Skatīt programmas",
    account: "Mans konts",
    draft: ("Pabeidz iesākto pieteikumu", "Tas, ko ierakstīji, ir saglabāts šajā ierīcē.", "Turpināt pieteikumu"),
    facts: "Īsumā",
    free: |free, all, grant| {
        let text = format!("programmām tev ir bez maksas; par citām piemaksā tikai starpību virs {grant}");
        (format!("{free}\u{a0}no\u{a0}{all}"), text)
    },
    funding: |grant| {
        let text = "ir lielākais finansējums; ja mācības maksā vairāk, starpību maksā tu".to_owned();
        (grant.to_owned(), text)
    },
    until: ("ir pēdējā diena, kad vari pieteikties", "bija pēdējā diena, kad pieteikties"),
    usable: |year| format!("{year}.\u{a0}gadā – līdz tam finansējums jāizmanto"),
    needs: (
        "10\u{a0}minūtes",
        "un eParaksts mobile, eID karte, eParaksts karte, kvalificēts Smart-ID vai citas ES valsts eID",
    ),
};

static EN: HomeTexts = HomeTexts {
    heading: |euros| format!("Get €{euros} towards a digital skills course"),
    not_yet: |day| format!("Applications open on {day}."),
    open: |last_day, left| {
        let left = days(Language::En, left);
        format!("You can apply until the end of {last_day}, Latvian time. {left} left.")
    },
    last_day: |time| {
        let time = time.unwrap_or("midnight");
        format!("Today is the last day: you can apply until {time}, Latvian time.")
    },
    closed: |day| format!("Applications have closed. The last day was {day}."),
    closed_text: "If applications open again, we will say so here. If you have applied, you can follow your \
                  application in your account.",
    intro: |age| {
        format!(
            "Are you {age} or over? Choose one of almost 100\u{a0}programmes, learn online or on site, and get a \
             certificate when you finish. You can apply whether or not you have a job."
        )
    },
    check: "Check if I can apply",
    programmes: "View programmes",
    account: "My account",
    draft: ("Finish your application", "Your answers are saved on this device.", "Continue my application"),
    facts: "In short",
    free: |free, all, grant| {
        let text = format!("programmes cost you nothing; for the others you pay only the part above {grant}");
        (format!("{free}\u{a0}of\u{a0}{all}"), text)
    },
    funding: |grant| {
        let text = "is the most we cover; if the course costs more, you pay the difference".to_owned();
        (grant.to_owned(), text)
    },
    until: ("is the last day to apply", "was the last day to apply"),
    usable: |year| format!("{year} – use the funding by then"),
    needs: (
        "10\u{a0}minutes",
        "and eParaksts mobile, an eID card, an eParaksts card, qualified Smart-ID or another EU state’s eID",
    ),
};
