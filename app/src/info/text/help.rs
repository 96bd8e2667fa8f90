//! The words of the page with help, in plain language.

use rules::language::Language;
use ui::text::prose::Section;

/// The words of one language.
pub struct HelpTexts {
    /// Heading.
    pub heading: &'static str,
    /// What the page holds.
    pub lead: &'static str,
    /// Questions and answers.
    pub sections: &'static [Section],
}

/// The words in `language`.
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
                "Ar eParaksts mobile, eID karti, eParaksts karti, kvalificētu Smart-ID vai citas Eiropas Savienības valsts eID. \
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
    lead: "Short answers to what is asked most.",
    sections: &[
        Section {
            heading: "What do I do?",
            paragraphs: &[
                "Answer four questions. You learn whether you can get 500 euros.",
                "Choose a programme. For each you see how much the State pays and how much you pay.",
                "Fill in the application and look at it.",
                "Sign in and send it. Then you get a confirmation.",
            ],
        },
        Section {
            heading: "What is the 500 euros?",
            paragraphs: &[
                "It is money for training. It is not paid to you. It pays for the training you choose.",
                "If the training costs more, you pay the rest. How much, you see with each programme.",
                "The announcement does not say this clearly. It is how we understand it.",
            ],
        },
        Section {
            heading: "How do I sign in?",
            paragraphs: &[
                "With eParaksts mobile, an eID card, an eParaksts card, qualified Smart-ID, or the eID of another European Union \
                 country. Internet banks do not work.",
                "In this demonstration you sign in as one of the invented people.",
            ],
        },
        Section {
            heading: "Do I have to hurry?",
            paragraphs: &[
                "You can apply on every day of the call, also on the last evening until midnight.",
                "Places are given in turn: whoever applies earlier gets a place earlier.",
                "If none is left, you are put on the waiting list. You see your number there.",
            ],
        },
        Section {
            heading: "My internet is gone",
            paragraphs: &[
                "Go on filling in: what you typed stays. You need the internet only when you send.",
                "If you do not know whether the application went out, press “Try again”. It will not make two applications.",
            ],
        },
        Section {
            heading: "The assessment says no",
            paragraphs: &[
                "Beside it you read why. There is also the sentence of the announcement, and what would change the assessment.",
                "You may send the application all the same. VIAA will answer with a reasoned decision.",
            ],
        },
        Section {
            heading: "The page is hard to read or use",
            paragraphs: &[
                "You can make the text larger: hold the Ctrl key and press plus. On a phone it is in the browser's settings.",
                "Everything can be done without a mouse. The Tab key goes on, the Enter key chooses.",
                "If that does not help, write to or call VIAA. There is more in the accessibility statement at the foot of the page.",
            ],
        },
        Section {
            heading: "Whom do I write to?",
            paragraphs: &[
                "The State Education Development Agency (VIAA). Its contacts are at viaa.gov.lv.",
                "About the training, write to the provider: its e-mail and telephone are on the programme's page.",
            ],
        },
    ],
};
