//! Sentences of the privacy notice (GDPR, Articles 13 and 14). docs/security.md and docs/my-data.md have the facts.

use rules::language::Language;

use crate::info::section::Section;

/// Sentences of one language.
pub struct PrivacyTexts {
    /// Heading.
    pub heading: &'static str,
    /// Summary.
    pub lead: &'static str,
    /// Accessible name of the list of sections.
    pub contents: &'static str,
    /// The notice.
    pub sections: &'static [Section],
}

/// Sentences in `language`.
pub const fn texts(language: Language) -> &'static PrivacyTexts {
    match language {
        Language::Lv => &LV,
        Language::En => &EN,
    }
}

static LV: PrivacyTexts = PrivacyTexts {
    heading: "Kā sargājam tavus datus",
    lead: "Te ir izskaidrots, kādus datus par tevi apstrādājam, kāpēc, cik ilgi un kādas ir tavas tiesības. Tavus \
         datus saņemam no brīža, kad pieslēdzies; pieteikumu VIAA saņem, kad to iesniedz.",
    contents: "Saturs",
    sections: &[
        Section {
            id: "imk-parzinis",
            heading: "Kas atbild par taviem datiem",
            paragraphs: &[
                "Datu pārzinis ir Valsts izglītības attīstības aģentūra (VIAA).",
                "Adrese: {address}.",
                "Zvani {phone}{hours}.",
                "Raksti {email}.",
                "Datu aizsardzības speciālista e‑pasts: {data-protection}.",
                "VIAA vietne: {viaa}.",
            ],
        },
        Section {
            id: "imk-merki",
            heading: "Kāpēc un uz kāda pamata",
            paragraphs: &[
                "Datus apstrādājam, lai",
                "- zinātu, kas piesakās, un uzturētu tavu mācību kontu;",
                "- saņemtu un izvērtētu pieteikumu, iedalītu vietas mācību grupās un tev atbildētu;",
                "- pierādītu, ka finansējums piešķirts pareizi;",
                "- pasargātu pakalpojumu no ļaunprātīgas lietošanas.",
                "Pamats ir uzdevums, ko VIAA pilda sabiedrības interesēs (Vispārīgās datu aizsardzības regulas \
                 6.\u{a0}panta 1.\u{a0}punkta e)\u{a0}apakšpunkts): Ministru kabineta 2024.\u{a0}gada \
                 23.\u{a0}jūlija noteikumi Nr.\u{a0}506 par individuālo mācību kontu pieejas attīstību. Par fonda \
                 naudu VIAA jāatskaitās; tur pamats ir juridisks pienākums (6.\u{a0}panta 1.\u{a0}punkta \
                 c)\u{a0}apakšpunkts).",
                "Bez vārda, personas koda, dzimšanas datuma un e‑pasta pieteikumu iesniegt nevar. Tālrunis nav \
                 obligāts.",
            ],
        },
        Section {
            id: "imk-dati",
            heading: "Kādus datus apstrādājam",
            paragraphs: &[
                "- Kas tu esi: vārds, uzvārds, personas kods, dzimšanas datums.",
                "- Kā tevi sasniegt: e‑pasts, tālrunis, valoda.",
                "- Pieteikums: programma, mācību grupa, atbildes, apliecinājumi, saņemšanas laiks, sākotnējais \
                 vērtējums, vieta grupā.",
                "- Konts: kad tas atvērts, kādiem noteikumiem piekriti, ziņojumi, pieslēgšanās reizes.",
                "- Žurnāls par darbībām kontā. Tajā nav ne vārda, ne personas koda.",
                "Vārdu, personas kodu, saziņas datus, pieteikumus un melnrakstus datubāzē glabājam šifrētus.",
            ],
        },
        Section {
            id: "imk-avoti",
            heading: "No kurienes dati ir",
            paragraphs: &[
                "- No tevis: atbildes un saziņas dati.",
                "- No pieslēgšanās pakalpojuma, kad pieslēdzies: vārds, uzvārds, personas kods un, ja tas to zina, \
                 dzimšanas datums.",
                "- No projekta reģistriem, ja tie ir pievienoti: vai šajā projektā tev jau piešķirts finansējums, \
                 vai mācies un vai mācības ir pārtrauktas. To redzēsi pirms iesniegšanas.",
                "Atbilstību vari pārbaudīt un programmas skatīt, neatklājot, kas tu esi.",
            ],
        },
        Section {
            id: "imk-sanemeji",
            heading: "Kas datus saņem",
            paragraphs: &[
                "- VIAA darbinieki, kuri izskata pieteikumu.",
                "- Izglītības iestāde, kuras programmu izvēlies: tik daudz, cik vajag, lai tevi uzņemtu mācībās.",
                "- Institūcijas, kas uzrauga Eiropas Savienības fondu naudu, arī Centrālā finanšu un līgumu \
                 aģentūra.",
                "- Tie, kas VIAA uzdevumā uztur šo sistēmu.",
                "Pieslēgšanās pakalpojums uzzina, ka pieslēdzies šeit. Datus nepārdodam un reklāmai neizmantojam.",
            ],
        },
        Section {
            id: "imk-termini",
            heading: "Cik ilgi glabājam",
            paragraphs: &[
                "- Melnraksts kontā: kamēr to nosūti vai izdzēs, bet ne ilgāk kā 30\u{a0}dienas pēc pēdējām \
                 izmaiņām. Tajā ir viss, ko ierakstīji.",
                "- Ierakstītais, ko pārnesam pāri pieslēgšanās brīdim: līdz 15\u{a0}minūtēm.",
                "- Sesija: beidzas pēc 30\u{a0}minūtēm bez darbības un ne vēlāk kā pēc 8\u{a0}stundām.",
                "- Konts un pieteikumi: līdz slēdz kontu. Kamēr pieteikums gaida lēmumu, kontu slēgt nevar.",
                "- Pēc konta slēgšanas 5\u{a0}gadus: ziņa, ka konts ir bijis un kad tas slēgts, bez vārda un \
                 personas koda.",
                "- Žurnāls par darbībām: to nedzēš. Pēc konta slēgšanas tas vairs nav saistāms ar tevi.",
                "Dokumentus par piešķirtu finansējumu VIAA glabā tik ilgi, cik prasa noteikumi par Eiropas \
                 Savienības fondiem.",
            ],
        },
        Section {
            id: "imk-ierice",
            heading: "Kas paliek tavā ierīcē",
            paragraphs: &[
                "- Iesāktais pieteikums 7\u{a0}dienas: izvēlētā programma, atbildes un valoda.",
                "- E‑pasts, tālrunis un dzimšanas datums tikai tad, ja atzīmē, ka ierīce ir tava. Tad tie ir \
                 šifrēti, bet svešs cilvēks, kas lieto to pašu pārlūku, tos tomēr var redzēt.",
                "- Izvēlētā valoda, pulksteņa nobīde, pēdējās pieslēgšanās laiks un pašas lapas, lai tās darbotos \
                 bez interneta.",
                "- Sīkdatnes, bez kurām nevar pieslēgties. Statistikas, reklāmas un citu vietņu sīkdatņu nav.",
                "Vārdu un personas kodu ierīcē neglabājam. Kad izej no konta, melnrakstu no ierīces izdzēšam.",
            ],
        },
        Section {
            id: "imk-lemums",
            heading: "Kas lemj",
            paragraphs: &[
                "Automātisku lēmumu par tevi nav. Sistēma pārbauda nosacījumus un parāda sākotnējo vērtējumu. \
                 Lēmumu par finansējumu pieņem VIAA.",
                "Apstiprinājumā nav ne vārda, ne personas koda, ne saziņas datu. To var pārbaudīt ikviens, kam to \
                 parādi.",
            ],
        },
        Section {
            id: "imk-tiesibas",
            heading: "Tavas tiesības",
            paragraphs: &[
                "- Apskatīt un lejupielādēt savus datus: {account|savā kontā}.",
                "- Labot: saziņas datus labo kontā, par citiem raksti VIAA.",
                "- Dzēst: slēdz kontu vai raksti VIAA.",
                "- Prasīt, lai datu apstrādi ierobežo, un pret to iebilst.",
                "Ja kaut ko kontā izdarīt nevari, raksti VIAA. Tā atbild mēneša laikā; ja vajag ilgāk, par to \
                 paziņo.",
            ],
        },
        Section {
            id: "imk-sudziba",
            heading: "Kam sūdzēties",
            paragraphs: &[
                "Ja domā, ka ar taviem datiem rīkojamies nepareizi, vispirms raksti VIAA: {data-protection}.",
                "Sūdzību vari iesniegt Datu valsts inspekcijā: {dvi}.",
            ],
        },
    ],
};

static EN: PrivacyTexts = PrivacyTexts {
    heading: "Privacy notice",
    lead: "This notice explains which data we use, why, for how long, and your rights. We receive your data from the \
         moment you sign in. VIAA receives your application when you send it.",
    contents: "Contents",
    sections: &[
        Section {
            id: "imk-parzinis",
            heading: "Who is responsible for your data",
            paragraphs: &[
                "The controller is the State Education Development Agency (VIAA).",
                "Address: {address}.",
                "Call {phone}{hours}.",
                "Email {email}.",
                "Data protection officer: {data-protection}.",
                "VIAA website: {viaa}.",
            ],
        },
        Section {
            id: "imk-merki",
            heading: "Why we use your data and the legal basis",
            paragraphs: &[
                "We use your data to:",
                "- know who is applying and provide your learning account",
                "- receive and assess your application, allocate places in study groups and reply to you",
                "- show that funding was granted correctly",
                "- protect the service from misuse",
                "The legal basis is a task that VIAA carries out in the public interest (Article 6(1)(e) of the \
                 General Data Protection Regulation): Cabinet Regulation No\u{a0}506 of 23\u{a0}July 2024 on the \
                 development of the individual learning account approach. VIAA must also account for the fund’s \
                 money. The basis for that is a legal obligation (Article 6(1)(c)).",
                "You cannot apply without your name, personal code, date of birth and email address. A phone number \
                 is optional.",
            ],
        },
        Section {
            id: "imk-dati",
            heading: "The data we use",
            paragraphs: &[
                "- Who you are: name, personal code, date of birth.",
                "- How to reach you: email, phone number, language.",
                "- Your application: programme, study group, answers, declarations, time of receipt, first \
                 assessment, place in the group.",
                "- Your account: when you opened it, the terms you accepted, messages, sign-ins.",
                "- A log of actions in your account. It does not contain your name or personal code.",
                "Your name, personal code, contact details, applications and drafts are encrypted in the database.",
            ],
        },
        Section {
            id: "imk-avoti",
            heading: "Where the data comes from",
            paragraphs: &[
                "- From you: answers and contact details.",
                "- From the sign-in service when you sign in: name, personal code and, if it knows it, date of \
                 birth.",
                "- From the project’s registers, if they are connected: whether you have been granted funding in \
                 this project, whether you are on a course and whether you have left one. You see this before you \
                 send the application.",
                "You can check if you are eligible and view programmes without telling us who you are.",
            ],
        },
        Section {
            id: "imk-sanemeji",
            heading: "Who receives the data",
            paragraphs: &[
                "- VIAA staff who review applications.",
                "- The institution whose programme you choose, as much as it needs to enrol you.",
                "- Authorities that supervise European Union funds, including the Central Finance and Contracting \
                 Agency.",
                "- Those who run this system on behalf of VIAA.",
                "The sign-in service learns that you signed in here. We do not sell your data or use it for \
                 advertising.",
            ],
        },
        Section {
            id: "imk-termini",
            heading: "How long we keep the data",
            paragraphs: &[
                "- A draft in your account: until you send or delete it, and no longer than 30\u{a0}days after your \
                 last change. It contains everything you entered.",
                "- Answers that we carry through the sign-in: up to 15\u{a0}minutes.",
                "- A session: it ends after 30\u{a0}minutes without activity, and after 8\u{a0}hours at the latest.",
                "- Account and applications: until you close the account. You cannot close it while an application \
                 is waiting for a decision.",
                "- For 5\u{a0}years after you close the account: a record that it existed and when it was closed, \
                 without your name or personal code.",
                "- The log of actions: it is not deleted. After you close the account it can no longer be linked to \
                 you.",
                "VIAA keeps documents about granted funding for as long as the rules on European Union funds \
                 require.",
            ],
        },
        Section {
            id: "imk-ierice",
            heading: "What stays on your device",
            paragraphs: &[
                "- An application that you have started, for 7\u{a0}days: the programme, your answers and the \
                 language.",
                "- Your email, phone number and date of birth only if you tick that the device is your own. They \
                 are encrypted, but another person who uses the same browser can still see them.",
                "- Your language, the clock difference, the time of the last sign-in, and the pages themselves so \
                 that they work offline.",
                "- Cookies that are necessary for signing in. There are no cookies for statistics or advertising, \
                 and no third-party cookies.",
                "We do not save your name or personal code on the device. When you sign out, your draft is deleted \
                 from the device.",
            ],
        },
        Section {
            id: "imk-lemums",
            heading: "Who decides",
            paragraphs: &[
                "There are no automated decisions about you. The system checks the conditions and shows a first \
                 assessment. VIAA makes the decision about funding.",
                "A confirmation does not contain your name, personal code or contact details. Anyone you show it to \
                 can check it.",
            ],
        },
        Section {
            id: "imk-tiesibas",
            heading: "Your rights",
            paragraphs: &[
                "You can:",
                "- see and download your data {account|in your account}",
                "- correct your data: contact details in your account, anything else by writing to VIAA",
                "- have your data deleted: close the account or write to VIAA",
                "- ask for its use to be restricted, and object to it",
                "If you cannot do something in your account, write to VIAA. You get a reply within a month, or a \
                 message if it takes longer.",
            ],
        },
        Section {
            id: "imk-sudziba",
            heading: "How to complain",
            paragraphs: &[
                "If you think we use your data wrongly, write to VIAA first: {data-protection}.",
                "You can complain to the Data State Inspectorate: {dvi}.",
            ],
        },
    ],
};
