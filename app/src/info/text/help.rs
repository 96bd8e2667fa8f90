//! Sentences of the help page.

use rules::language::Language;
use ui::text::prose::Section;

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
            heading: "Kas man jādara?",
            paragraphs: &[
                "Atbildi uz četriem jautājumiem. Uzzināsi, vai vari saņemt 500 eiro.",
                "Izvēlies programmu. Pie katras redzi, cik samaksās valsts un cik tu.",
                "Aizpildi pieteikumu un apskati to.",
                "Pieslēdzies un iesniedz. Tad saņemsi apstiprinājumu.",
            ],
        },
        Section {
            heading: "Kas ir 500 eiro?",
            paragraphs: &[
                "Tā ir nauda mācībām. Tev to neizmaksā. Ar to samaksā par mācībām, kuras tu izvēlies.",
                "Ja mācības maksā vairāk, pārējo maksā tu. Cik tieši, redzi pie katras programmas.",
                "Paziņojumā tas nav skaidri pateikts. Tā to saprotam mēs.",
            ],
        },
        Section {
            heading: "Kā pieslēgties?",
            paragraphs: &[
                "Ar eParaksts mobile, eID karti, eParaksts karti, kvalificētu Smart-ID vai citas Eiropas Savienības \
                 valsts eID. \
                 Internetbanka neder.",
                "Šajā demonstrācijā pieslēdzies kā kāds no izdomātajiem cilvēkiem.",
            ],
        },
        Section {
            heading: "Vai jāpasteidzas?",
            paragraphs: &[
                "Pieteikties var visas uzsaukuma dienas, arī pēdējā vakarā līdz pusnaktij.",
                "Vietas dod pēc kārtas: kurš piesakās agrāk, tam vieta ir agrāk.",
                "Ja vietu vairs nav, tevi ieraksta rezerves sarakstā. Tu redzi, kurš tajā esi.",
            ],
        },
        Section {
            heading: "Man pazuda internets",
            paragraphs: &[
                "Turpini aizpildīt. Ierakstītais paliek. Internetu vajag tikai tad, kad iesniedz.",
                "Ja nezini, vai pieteikums aizgāja, spied „Mēģināt vēlreiz“. Divi pieteikumi no tā nesanāks.",
            ],
        },
        Section {
            heading: "Man atteica vai vērtējums ir „nē“",
            paragraphs: &[
                "Pie vērtējuma ir rakstīts, kāpēc tā ir. Tur ir arī paziņojuma teikums un tas, kas vērtējumu mainītu.",
                "Pieteikumu vari iesniegt arī tad. VIAA tev atbildēs ar pamatotu lēmumu.",
            ],
        },
        Section {
            heading: "Man grūti lasīt vai lietot lapu",
            paragraphs: &[
                "Tekstu vari palielināt: turi taustiņu Ctrl un spied plus. Telefonā to dara pārlūka iestatījumos.",
                "Visu var izdarīt bez peles. Ar taustiņu Tab ej tālāk, ar taustiņu Enter izvēlies.",
                "Ja nepalīdz, raksti vai zvani VIAA. Vairāk ir piekļūstamības paziņojumā lapas apakšā.",
            ],
        },
        Section {
            heading: "Kam rakstīt?",
            paragraphs: &[
                "Valsts izglītības attīstības aģentūrai (VIAA). Tās saziņas dati ir vietnē viaa.gov.lv.",
                "Par mācībām raksti izglītības iestādei: tās e-pasts un tālrunis ir programmas lapā.",
            ],
        },
    ],
};

static EN: HelpTexts = HelpTexts {
    heading: "Help",
    lead: "Short answers to the most common questions.",
    sections: &[
        Section {
            heading: "What do I need to do?",
            paragraphs: &[
                "Answer 4 questions to find out if you can get 500 euros.",
                "Choose a programme. We show how much the government pays and how much you pay.",
                "Fill in the application and check it.",
                "Sign in and send it. You get a confirmation.",
            ],
        },
        Section {
            heading: "What are the 500 euros for?",
            paragraphs: &[
                "The money pays for the training you choose. It is not paid to you.",
                "If the training costs more, you pay the rest. Each programme shows how much.",
                "The announcement does not say this clearly. This is our interpretation.",
            ],
        },
        Section {
            heading: "How do I sign in?",
            paragraphs: &[
                "Use eParaksts mobile, an eID card, an eParaksts card, qualified Smart-ID or an eID from another \
                 European Union country. You cannot use internet banking.",
                "In this demonstration you sign in as one of the made-up people.",
            ],
        },
        Section {
            heading: "Do I need to hurry?",
            paragraphs: &[
                "You can apply on any day of the call until midnight on the last day.",
                "Places are given in the order in which applications are received.",
                "If there are no places left, you join the waiting list and can see your number on it.",
            ],
        },
        Section {
            heading: "I lost my internet connection",
            paragraphs: &[
                "You can continue filling in the application. Your answers are saved. You only need the internet to \
                 send it.",
                "If you are not sure that the application was sent, select “Try again”. You will not send it twice.",
            ],
        },
        Section {
            heading: "The result says I cannot get funding",
            paragraphs: &[
                "The result explains why. It also shows the sentence of the announcement and what would change the \
                 result.",
                "You can still send the application. VIAA will send you a decision with reasons.",
            ],
        },
        Section {
            heading: "I find the page hard to read or use",
            paragraphs: &[
                "To make the text larger, hold the Ctrl key and press plus. On a phone, use the browser settings.",
                "You can do everything without a mouse. Use the Tab key to move and the Enter key to select.",
                "If that does not help, contact VIAA. The accessibility statement at the bottom of the page has \
                 more information.",
            ],
        },
        Section {
            heading: "Who do I contact?",
            paragraphs: &[
                "Contact the State Education Development Agency (VIAA). Its contact details are at viaa.gov.lv.",
                "For questions about the training, contact the provider. Their email and phone number are on the \
                 programme page.",
            ],
        },
    ],
};
