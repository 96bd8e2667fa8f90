//! Sentences of the help page.

use rules::language::Language;

use crate::info::section::Section;

/// Sentences of one language.
pub struct HelpTexts {
    /// Heading.
    pub heading: &'static str,
    /// Introduction.
    pub lead: &'static str,
    /// Questions and answers.
    pub sections: &'static [Section],
}

/// Sentences in `language`.
pub const fn texts(language: Language) -> &'static HelpTexts {
    match language {
        Language::Lv => &LV,
        Language::En => &EN,
    }
}

static LV: HelpTexts = HelpTexts {
    heading: "Palīdzība",
    lead: "Īsas atbildes uz to, ko jautā visbiežāk.",
    sections: &[
        Section {
            id: "imk-darit",
            heading: "Kas man jādara?",
            paragraphs: &[
                "Atbildi uz četriem jautājumiem: {eligibility|pārbaudi, vai vari pieteikties}.",
                "Izvēlies {programmes|programmu}. Pie katras redzi, cik sedz finansējums un cik jāmaksā tev.",
                "Aizpildi pieteikumu un pārskati to.",
                "Pieslēdzies un iesniedz. Tad saņemsi apstiprinājumu.",
            ],
        },
        Section {
            id: "imk-nauda",
            heading: "Kas ir 500\u{a0}eiro?",
            paragraphs: &[
                "Tā ir nauda mācībām. Tev to neizmaksā. Ar to samaksā par mācībām, kuras tu izvēlies.",
                "Ja mācības maksā vairāk, pārējo maksā tu. Cik tieši, redzi pie katras programmas.",
                "Paziņojumā nav skaidri teikts, kas maksā starpību. Mēs to saprotam tā. Vairāk: \
                 {announcement|paziņojums par pieteikšanos}.",
            ],
        },
        Section {
            id: "imk-pieslegties",
            heading: "Kā pieslēgties?",
            paragraphs: &[
                "Ar eParaksts mobile, eID karti, eParaksts karti, kvalificētu Smart-ID vai citas Eiropas Savienības \
                 valsts eID. Internetbanka neder.",
                "Šajā demonstrācijā izvēlies kādu no izdomātajiem cilvēkiem.",
            ],
        },
        Section {
            id: "imk-steiga",
            heading: "Vai jāpasteidzas?",
            paragraphs: &[
                "Jā, ja grupā palicis maz vietu: vietas piešķir pieteikumu saņemšanas secībā.",
                "Pieteikties vari katru dienu, kad pieteikšanās ir atvērta, arī pēdējā vakarā līdz pusnaktij.",
                "Ja vietu vairs nav, tevi ieraksta rezerves sarakstā. Savu vietu tajā redzi.",
            ],
        },
        Section {
            id: "imk-internets",
            heading: "Man pazuda internets",
            paragraphs: &[
                "Turpini aizpildīt. Ierakstītais paliek. Internetu vajag tikai tad, kad iesniedz.",
                "Ja nezini, vai pieteikums ir nosūtīts, spied „Mēģināt vēlreiz“. Otrs pieteikums netiks izveidots.",
            ],
        },
        Section {
            id: "imk-ne",
            heading: "Vērtējums nav labvēlīgs. Ko darīt?",
            paragraphs: &[
                "Pie vērtējuma ir rakstīts, kāpēc tā ir. Tur ir arī paziņojuma teikums un tas, kas vērtējumu \
                 mainītu.",
                "Pieteikumu vari iesniegt arī tad. VIAA tev atbildēs ar pamatotu lēmumu.",
            ],
        },
        Section {
            id: "imk-lasit",
            heading: "Man grūti lasīt vai lietot lapu",
            paragraphs: &[
                "Tekstu vari palielināt: turi taustiņu Ctrl un spied plus. Telefonā to dara pārlūka iestatījumos.",
                "Visu var izdarīt bez peles. Ar taustiņu Tab ej tālāk, ar taustiņu Enter izvēlies.",
                "Ja nepalīdz, raksti vai zvani VIAA. Vairāk: {accessibility|piekļūstamības paziņojums}.",
            ],
        },
        Section {
            id: "imk-rakstit",
            heading: "Kam rakstīt?",
            paragraphs: &[
                "Zvani {phone}{hours}.",
                "Raksti {email}.",
                "Valsts izglītības attīstības aģentūras (VIAA) vietne: {viaa}.",
                "Par mācībām raksti izglītības iestādei: tās e‑pasts un tālrunis ir {programmes|programmas} lapā.",
            ],
        },
    ],
};

static EN: HelpTexts = HelpTexts {
    heading: "Help",
    lead: "Short answers to the most common questions.",
    sections: &[
        Section {
            id: "imk-darit",
            heading: "What do I need to do?",
            paragraphs: &[
                "Answer 4\u{a0}questions to {eligibility|check if you can apply}.",
                "Choose a {programmes|programme}. We show how much the funding covers and how much you pay.",
                "Fill in the application and check it.",
                "Sign in and send it. You get a confirmation.",
            ],
        },
        Section {
            id: "imk-nauda",
            heading: "What is the €500 for?",
            paragraphs: &[
                "The money pays for the training you choose. It is not paid to you.",
                "If the training costs more, you pay the rest. Each programme shows how much.",
                "The announcement does not say clearly who pays the difference. This is our interpretation. Read \
                 more in {announcement|the announcement}.",
            ],
        },
        Section {
            id: "imk-pieslegties",
            heading: "How do I sign in?",
            paragraphs: &[
                "Use eParaksts mobile, an eID card, an eParaksts card, qualified Smart-ID or an eID from another \
                 European Union country. You cannot use internet banking.",
                "In this demonstration you sign in as one of the made-up people.",
            ],
        },
        Section {
            id: "imk-steiga",
            heading: "Do I need to hurry?",
            paragraphs: &[
                "Yes, if there are few places left in the group: places are given in the order in which \
                 applications are received.",
                "You can apply on any day while applications are open, until midnight on the last day.",
                "If there are no places left, you join the waiting list and can see your number on it.",
            ],
        },
        Section {
            id: "imk-internets",
            heading: "I have lost my connection",
            paragraphs: &[
                "You can continue filling in the application. Your answers are saved. You only need the internet to \
                 send it.",
                "If you are not sure that the application was sent, select “Try again”. You will not send it twice.",
            ],
        },
        Section {
            id: "imk-ne",
            heading: "The result says I cannot get funding",
            paragraphs: &[
                "The result explains why. It also shows the sentence of the announcement and what would change the \
                 result.",
                "You can still send the application. VIAA will send you a decision with reasons.",
            ],
        },
        Section {
            id: "imk-lasit",
            heading: "I find the page hard to read or use",
            paragraphs: &[
                "To make the text larger, hold the Ctrl key and press plus. On a phone, use the browser settings.",
                "You can do everything without a mouse. Press Tab to move on and Enter to select.",
                "If that does not help, contact VIAA. Read more in the {accessibility|accessibility statement}.",
            ],
        },
        Section {
            id: "imk-rakstit",
            heading: "Who can I contact?",
            paragraphs: &[
                "Call {phone}{hours}.",
                "Email {email}.",
                "Website of the State Education Development Agency (VIAA): {viaa}.",
                "For questions about the training, contact the provider. Their email and phone number are on the \
                 page of the {programmes|programme}.",
            ],
        },
    ],
};
