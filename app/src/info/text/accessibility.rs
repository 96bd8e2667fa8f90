//! Sentences of the accessibility statement.

use rules::language::Language;
use ui::text::plural::{Forms, count_en};

use crate::info::section::Section;

/// Sentences of one language.
pub struct AccessibilityTexts {
    /// Heading.
    pub heading: &'static str,
    /// Pages that the statement covers.
    pub lead: &'static str,
    /// Heading: conformance status.
    pub status: &'static str,
    /// Status if the checks find nothing.
    pub nothing_found: &'static str,
    /// Status if the checks find something.
    pub something_found: &'static str,
    /// Heading: non-conforming content.
    pub failings: &'static str,
    /// A failing criterion; takes its number and the number of states.
    pub criterion: fn(&str, u32) -> String,
    /// Limitations that no program can find.
    pub known: &'static [&'static str],
    /// Heading: assessment.
    pub assessment: &'static str,
    /// Assessor; takes the day in the locative.
    pub by_whom: fn(&str) -> String,
    /// Tools; takes the version of axe-core, the browsers, and the number of states.
    pub by_what: fn(&str, &str, u32) -> String,
    /// Evidence, alternatives, feedback.
    pub sections: &'static [Section],
}

/// Sentences in `language`.
pub const fn texts(language: Language) -> &'static AccessibilityTexts {
    match language {
        Language::Lv => &LV,
        Language::En => &EN,
    }
}

static LV: AccessibilityTexts = AccessibilityTexts {
    heading: "Piekļūstamības paziņojums",
    lead: "Šis paziņojums ir par individuālā mācību konta lapām vietnē stars.gov.lv. Gribam, lai tās var lietot \
           ikviens: ar \
           tastatūru, ekrānlasītāju, palielinātu tekstu vai savām krāsām.",
    status: "Cik lielā mērā lapas atbilst prasībām",
    nothing_found: "Lapas daļēji atbilst standartam LVS EN 301 549 (WCAG 2.2, AA līmenis). Automātiskās pārbaudes \
                    nevienu neatbilstību \
                    neatrod, bet ne visu var pārbaudīt programma.",
    something_found: "Lapas daļēji atbilst standartam LVS EN 301 549 (WCAG 2.2, AA līmenis). Neatbilstības ir \
                      uzskaitītas zemāk.",
    failings: "Kas vēl neatbilst vai nav pārbaudīts",
    criterion: |criterion, states| {
        let forms = Forms { zero: "lapu stāvokļos", one: "lapu stāvoklī", other: "lapu stāvokļos" };
        format!("WCAG {criterion}. kritērijs nav izpildīts {}.", forms.count(states))
    },
    known: &[
        "Lapas vēl nav pārbaudījuši cilvēki, kas ikdienā lieto ekrānlasītāju vai citas palīgtehnoloģijas.",
        "Nav izvērtēts, vai visi teksti ir pietiekami viegli lasāmi cilvēkiem ar uztveres grūtībām.",
        "Programmu nosaukumus un aprakstus raksta izglītības iestādes; ja tie ir tikai latviski, lapā angļu valodā tie \
         paliek latviski.",
    ],
    assessment: "Kad un kā vērtēts",
    by_whom: |day| format!("Pašnovērtējums, pabeigts {day}. To veica lapu izstrādātāji ar automātiskām pārbaudēm."),
    by_what: |axe, browsers, states| {
        let forms = Forms { zero: "lapu stāvokļi", one: "lapu stāvoklis", other: "lapu stāvokļi" };
        format!(
            "Pārbaudīti {}: katra lapa, kļūda un vērtējums latviski un angliski, platā un šaurā ekrānā, parastās un \
             cilvēka izvēlētās \
             krāsās. Rīki: axe-core {axe} un pašu veidotas pārbaudes pārlūkā {browsers}.",
            forms.count(states)
        )
    },
    sections: &[
        Section {
            id: "imk-pieradijumi",
            heading: "Pierādījumi",
            paragraphs: &[
                "Pārbaužu apraksts, visu stāvokļu saraksts un katras lapas izklāsts, kādu to saņem ekrānlasītājs, ir \
                 kopā \
                 ar lapu pirmkodu. Ikviens pārbaudes var palaist no jauna.",
            ],
        },
        Section {
            id: "imk-sazina",
            heading: "Ja kaut ko nevari izlasīt vai izdarīt",
            paragraphs: &[
                "Zvani {phone}{hours}.",
                "Raksti {email}.",
                "Valsts izglītības attīstības aģentūras (VIAA) vietne: {viaa}. Palīdzēsim pieteikties un atsūtīsim \
                 vajadzīgo tev ērtā veidā.",
                "Uzraksti savu vārdu un e‑pastu, lapas adresi, kas neizdevās un kādā veidā informāciju vēlies saņemt: \
                 piemēram, lielā drukā, vieglajā valodā vai ierunātu.",
            ],
        },
        Section {
            id: "imk-sudziba",
            heading: "Ja atbilde tevi neapmierina",
            paragraphs: &[
                "Ja atbildi nesaņem vai tā tevi neapmierina, vari sūdzēties Tiesībsarga birojā: {ombudsperson}.",
            ],
        },
    ],
};

static EN: AccessibilityTexts = AccessibilityTexts {
    heading: "Accessibility statement",
    lead: "This statement applies to the individual learning account pages on stars.gov.lv. We want everyone to be \
           able to use them, including with a keyboard, a screen reader, enlarged text or custom colours.",
    status: "Compliance status",
    nothing_found: "The pages are partially compliant with the standard LVS EN 301 549 (WCAG 2.2, level AA). \
                    Automated checks find no failures, but they cannot check everything.",
    something_found: "The pages are partially compliant with the standard LVS EN 301 549 (WCAG 2.2, level AA). The \
                      failures are listed below.",
    failings: "Failures and content not checked",
    criterion: |criterion, states| {
        format!(
            "Criterion {criterion} of WCAG is not met in {}.",
            count_en(states, "state of the pages", "states of the pages")
        )
    },
    known: &[
        "The pages have not been tested by people who use a screen reader or other assistive technology every day.",
        "We have not assessed if all texts are easy enough to read for people with cognitive disabilities.",
        "Providers write the programme titles and descriptions. If they are only in Latvian, they are shown in \
         Latvian on the English pages.",
    ],
    assessment: "How we tested the pages",
    by_whom: |day| format!("The developers completed a self-assessment with automated checks on {day}."),
    by_what: |axe, browsers, states| {
        format!(
            "{} were checked: every page, error and result in Latvian and English, on a wide and a narrow screen, \
             with default and custom colours. Tools: axe-core {axe} and our own checks in {browsers}.",
            count_en(states, "state of the pages", "states of the pages")
        )
    },
    sections: &[
        Section {
            id: "imk-pieradijumi",
            heading: "Evidence",
            paragraphs: &[
                "The source code contains the description of the checks, the list of all states, and the outline of \
                 each \
                 page for screen readers. Anyone can run the checks.",
            ],
        },
        Section {
            id: "imk-sazina",
            heading: "If you cannot read or use part of these pages",
            paragraphs: &[
                "Call {phone}{hours}.",
                "Email {email}.",
                "Website of the State Education Development Agency (VIAA): {viaa}. We will help you apply and send you \
                 the information in a format you can use.",
                "Tell us your name and email, the address of the page, what did not work, and the format you need, for \
                 example large print, easy read or audio recording.",
            ],
        },
        Section {
            id: "imk-sudziba",
            heading: "If you are not happy with our response",
            paragraphs: &[
                "If we do not respond or you are not happy with our response, you can complain to the Ombudsman: \
                 {ombudsperson}.",
            ],
        },
    ],
};
